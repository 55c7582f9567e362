/** Who is asking and what they may do, asked once for all pages. */
import { createContext, useContext } from "react";

import { getMe } from "../api/gong";
import type { DataType, Me } from "../api/types";

let asked: Promise<Me> | undefined;

/** Return the answer, asked for once; Airflow mounts the page anew for each of its addresses. */
export function loadMe(): Promise<Me> {
  asked ??= getMe().catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

export function forgetMe(): void {
  asked = undefined;
}

export const MeContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("A page of ours is used outside the app.");
  return me;
}

const UNKNOWN = { description: "", scope: "", optional_scopes: [], has_history: false };

/** Return a data type's declaration; one that is not declared any more still has a name. */
export function useDataType(id: string): DataType {
  return useMe().data_types.find((each) => each.id === id) ?? { id, label: id, icon: "file", ...UNKNOWN };
}

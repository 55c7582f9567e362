/** What became of the dataset whose page one comes from, and of its files. */
import { useLocation } from "react-router-dom";

import { isRecord } from "../api/errors";
import { Notice } from "../parts/Problem";

/** It travels with the navigation, because Airflow mounts the app anew for each address. */
export function DeletedNotice() {
  const state: unknown = useLocation().state;
  const deleted = isRecord(state) && isRecord(state.deleted) ? state.deleted : {};
  if (typeof deleted.message !== "string") return null;
  return deleted.complete === true ? (
    <Notice status="success">{deleted.message}</Notice>
  ) : (
    <Notice status="error" title="Not everything was deleted">
      {deleted.message}
    </Notice>
  );
}

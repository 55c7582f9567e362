/** How big the files will be: asked for as types are chosen, kept while nothing that matters changes. */
import { useEffect, useRef, useState } from "react";

import { asApiError, isAbort } from "../api/errors";
import { estimate } from "../api/gong";
import type { Definition, Estimate, EstimateRequest } from "../api/types";
import { useSettled } from "../lib/useLater";

const SETTLE_MS = 500;

export type Estimates = Record<string, Estimate | "loading">;

type Basis = Omit<EstimateRequest, "data_types">;

/** What was found, by what it depends on; leaving the page does not lose it. */
const found = new Map<string, Estimates>();

function basisOf(definition: Definition): Basis {
  const { gong_conn_id, limit, lookback_days, workspace_ids, include_private_calls } = definition;
  return { gong_conn_id, limit, lookback_days, workspace_ids, include_private_calls };
}

/** Return the estimate of each chosen type, and a way to ask again for one that failed. */
export function useEstimates(definition: Definition, ready: boolean): [Estimates, (id: string) => void] {
  const basis = JSON.stringify(basisOf(definition));
  const wanted = useSettled(`${basis}\n${definition.data_types.join()}`, SETTLE_MS);
  const [, redraw] = useState(0);
  const running = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const [settled = "", types = ""] = wanted.split("\n");
    if (!ready || types === "") return;
    const known = of(settled);
    const missing = types.split(",").filter((id) => !(id in known));
    // What was asked on another basis would only use up requests.
    for (const [other, controller] of running.current) {
      if (other === settled) continue;
      controller.abort();
      running.current.delete(other);
    }
    if (missing.length === 0) return;
    const controller = running.current.get(settled) ?? new AbortController();
    running.current.set(settled, controller);
    for (const id of missing) known[id] = "loading";
    void ask(JSON.parse(settled) as Basis, missing, known, controller.signal, () => {
      redraw((turn) => turn + 1);
    });
  }, [wanted, ready]);

  useEffect(() => {
    const controllers = running.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
      forgetFailures();
    };
  }, []);

  const again = (id: string): void => {
    const known = of(basis);
    known[id] = "loading";
    redraw((turn) => turn + 1);
    void ask(basisOf(definition), [id], known, new AbortController().signal, () => {
      redraw((turn) => turn + 1);
    });
  };
  return [of(basis), again];
}

function of(basis: string): Estimates {
  const known = found.get(basis) ?? {};
  found.set(basis, known);
  return known;
}

/** Whoever leaves and comes back may have connected anew or been granted a permission, so that is asked again. */
function forgetFailures(): void {
  for (const known of found.values())
    for (const [id, one] of Object.entries(known))
      if (one !== "loading" && one.state !== "ok") Reflect.deleteProperty(known, id);
}

async function ask(
  basis: Basis,
  data_types: string[],
  known: Estimates,
  signal: AbortSignal,
  changed: () => void,
): Promise<void> {
  changed();
  let why = "Gong gave no estimate. Try again.";
  try {
    for await (const line of estimate({ ...basis, data_types }, signal)) {
      known[line.id] = line;
      changed();
    }
  } catch (error) {
    why = isAbort(error) ? "" : asApiError(error).message;
  }
  for (const id of data_types) {
    if (known[id] !== "loading") continue;
    if (why === "") Reflect.deleteProperty(known, id);
    else known[id] = { id, state: "failed", records: null, bytes: null, why };
  }
  changed();
}

/** Return the sum over the chosen types, and whether some of it is still on its way. */
export function totalOf(types: string[], estimates: Estimates): { bytes: number; loading: boolean; partial: boolean } {
  const each = types.map((id) => estimates[id]);
  const good = each.flatMap((one) => (typeof one === "object" && one.state === "ok" ? [one] : []));
  return {
    bytes: good.reduce((sum, one) => sum + (one.bytes ?? 0), 0),
    loading: each.some((one) => one === undefined || one === "loading"),
    partial: good.length < types.length,
  };
}

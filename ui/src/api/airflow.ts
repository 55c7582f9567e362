/** What the page asks of Airflow itself, by its stable REST API (`/api/v2`). */
import { AIRFLOW } from "./base";
import { ApiError, errorOf } from "./errors";
import { send } from "./send";
import type { RunConf } from "./types";

const POLL_MS = 500;
const DAG_SECONDS = 90;

const dag = (dagId: string): string => `${AIRFLOW}api/v2/dags/${encodeURIComponent(dagId)}`;

export const dagPageUrl = (dagId: string): string => `/dags/${encodeURIComponent(dagId)}`;
export const runPageUrl = (dagId: string, runId: string): string =>
  `${dagPageUrl(dagId)}/runs/${encodeURIComponent(runId)}`;

/** Start a run by hand and return its id. A run by hand has no date of its own: its types take the newest records. */
export async function startRun(dagId: string, conf: RunConf): Promise<string> {
  const run = await send<{ dag_run_id: string }>(`${dag(dagId)}/dagRuns`, {
    method: "POST",
    body: { logical_date: null, conf },
  });
  return run.dag_run_id;
}

export const setPaused = (dagId: string, paused: boolean): Promise<unknown> =>
  send(`${dag(dagId)}?update_mask=is_paused`, { method: "PATCH", body: { is_paused: paused } });

interface Details {
  params?: { data_types?: { value?: unknown } } | null;
}

/**
 * Wait until Airflow has read a definition that was saved. Until then the DAG is not there, or refuses a run of types
 * that are new (its types are the default of its parameter `data_types`). A new DAG is there within two seconds; one
 * that was changed less than `[core] min_serialized_dag_update_interval` (30 seconds) ago is changed again after that.
 */
export async function dagReady(
  dagId: string,
  types: string[],
  pause: (ms: number) => Promise<void> = sleep,
): Promise<void> {
  for (let waited = 0; waited < DAG_SECONDS * 1000; waited += POLL_MS) {
    try {
      const { params } = await send<Details>(`${dag(dagId)}/details`);
      if (String(params?.data_types?.value) === String(types)) return;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
    await pause(POLL_MS);
  }
  throw errorOf(504, {
    detail: `Airflow has not read the definition after ${DAG_SECONDS} seconds. It is saved; its DAG processor may be busy or stopped.`,
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

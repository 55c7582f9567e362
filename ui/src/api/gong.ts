/** The page's API, one function per route; see `docs/page.md` for what each is for. */
import { GONG } from "./base";
import { send, sendFile, sendForLines, sendForText } from "./send";
import type {
  Account,
  ApiKey,
  Check,
  Dataset,
  Definition,
  Deleted,
  Estimate,
  EstimateRequest,
  GongConnection,
  ListedAccount,
  Me,
  Removal,
  Row,
  Run,
  SchedulePreview,
  StorageConnection,
  StoredFile,
  TextPiece,
  Verdict,
} from "./types";

const API = `${GONG}api/`;
const part = encodeURIComponent;
const dataset = (name: string): string => `${API}datasets/${part(name)}`;

function query(values: Record<string, string | number>): string {
  return `?${new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString()}`;
}

export const getMe = () => send<Me>(`${API}me`);

export const getAccount = () => send<Account>(`${API}account`);
export const testKey = (key: ApiKey) => send<Verdict>(`${API}account/test`, { method: "POST", body: key });
export const checkAccount = () => send<Verdict>(`${API}account/check`, { method: "POST" });
export const saveKey = (key: ApiKey) => send<Account>(`${API}account`, { method: "PUT", body: key });
export const disconnect = () => send<Removal>(`${API}account`, { method: "DELETE" });
export const oauthStartUrl = (popup: boolean) => `${GONG}oauth/start?popup=${popup ? 1 : 0}`;
export const getAccounts = () => send<{ accounts: ListedAccount[] }>(`${API}accounts`);
export const removeAccount = (owner: string) => send<Removal>(`${API}accounts/${part(owner)}`, { method: "DELETE" });

export const getDatasets = (search: string, offset: number, limit: number) =>
  send<{ total: number; datasets: Row[] }>(`${API}datasets${query({ search, offset, limit })}`);
export const getDataset = (name: string) => send<Dataset>(dataset(name));
export const createDataset = (definition: Definition) =>
  send<{ name: string; dag_id: string; version: string }>(`${API}datasets`, { method: "POST", body: { definition } });
export const saveDataset = (name: string, definition: Definition, version: string) =>
  send<{ version: string }>(dataset(name), { method: "PUT", body: { definition, version } });
export const deleteDataset = (name: string, files: "keep" | "delete") =>
  send<Deleted>(`${dataset(name)}${query({ files })}`, { method: "DELETE" });
export const getYaml = (name: string) => sendForText(`${dataset(name)}/yaml`);

export const getRuns = (name: string, limit: number) =>
  send<{ runs: Run[] }>(`${dataset(name)}/runs${query({ limit })}`);
export const getRun = (name: string, runId: string) => send<Run>(`${dataset(name)}/runs/${part(runId)}`);

export const getFiles = (name: string) => send<{ files: StoredFile[]; truncated: boolean }>(`${dataset(name)}/files`);
export const getText = (name: string, key: string, offset: number, signal?: AbortSignal) =>
  send<TextPiece>(`${dataset(name)}/files/text${query({ key, offset, length: 262_144 })}`, { signal });
export const downloadUrl = (name: string, key: string) => `${dataset(name)}/files/download${query({ key })}`;
export const upload = (name: string, file: File, onProgress: (share: number) => void, signal?: AbortSignal) =>
  sendFile<{ file: StoredFile }>(`${dataset(name)}/uploads/${part(file.name)}`, file, onProgress, signal);
export const deleteUpload = (name: string, fileName: string) =>
  send<unknown>(`${dataset(name)}/uploads/${part(fileName)}`, { method: "DELETE" });

export const getConnections = () => send<{ gong: GongConnection[]; storage: StorageConnection[] }>(`${API}connections`);
export const getBuckets = (aws_conn_id: string) =>
  send<{ buckets: string[]; problem: string | null }>(`${API}buckets${query({ aws_conn_id })}`);
export const testDestination = (place: { aws_conn_id: string; bucket: string; prefix: string }) =>
  send<{ ok: boolean; checks: Check[] }>(`${API}destination/test`, { method: "POST", body: place });
export const getWorkspaces = (gong_conn_id: string) =>
  send<{ workspaces: { id: string; name: string }[]; problem: string | null }>(
    `${API}workspaces${query({ gong_conn_id })}`,
  );
export const previewSchedule = (schedule: string) =>
  send<SchedulePreview>(`${API}schedule/preview`, { method: "POST", body: { schedule } });
export const estimate = (request: EstimateRequest, signal: AbortSignal) =>
  sendForLines<Estimate>(`${API}estimates`, { method: "POST", body: request, signal });
export const validate = (definition: Definition, is_new: boolean) =>
  send<{ fields: Record<string, string> }>(`${API}validate`, { method: "POST", body: { definition, is_new } });

/** The shapes of the page's API (`/gong/api`). Times are ISO 8601 in UTC, ids are text, sizes are bytes. */

export interface DataType {
  id: string;
  label: string;
  icon: string;
  description: string;
  scope: string;
  optional_scopes: string[];
  has_history: boolean;
}

export interface Readiness {
  ready: boolean;
  problem: string | null;
}

export interface Me {
  name: string;
  is_admin: boolean;
  can_connect: boolean;
  can_create: boolean;
  account_storage: Readiness;
  oauth: Readiness & { redirect_uri: string };
  data_types: DataType[];
  server_time_zone: string;
}

export interface Verdict {
  ok: boolean;
  message: string;
}

export interface TypeAccess {
  id: string;
  label: string;
  icon: string;
  allowed: boolean;
  missing_scope: string | null;
  poorer_without: string[];
}

export interface Account {
  state: "not_connected" | "connected" | "reconnect_needed";
  conn_id: string;
  method: "api_key" | "oauth" | null;
  host: string | null;
  access_key_hint: string | null;
  scopes: string[] | null;
  types: TypeAccess[];
  connected_at: string | null;
  token_issued_at: string | null;
  token_expires_at: string | null;
  last_used_at: string | null;
  reason: string | null;
  since: string | null;
  datasets: string[];
}

export interface ApiKey {
  access_key: string;
  access_key_secret: string;
  base_url: string;
}

export interface ListedAccount {
  owner: string;
  conn_id: string;
  method: "api_key" | "oauth" | null;
  host: string | null;
  state: Account["state"];
  connected_at: string | null;
  last_used_at: string | null;
}

export interface Removal {
  message: string;
  datasets: string[];
}

/** What became of a dataset that was to be deleted; `complete` if all is gone that was to go. */
export interface Deleted {
  message: string;
  complete: boolean;
}

export interface Sync {
  schedule: string;
  data_types: string[];
}

export interface Definition {
  name: string;
  description: string;
  owner: string;
  tags: string[];
  gong_conn_id: string;
  aws_conn_id: string;
  bucket: string;
  prefix: string;
  data_types: string[];
  sync: Sync | null;
  limit: number | null;
  lookback_days: number | null;
  workspace_ids: string[];
  include_private_calls: boolean;
}

export interface Outcome {
  state: string;
  records: number | null;
  bytes: number | null;
  why: string | null;
}

export interface LastSync {
  run_id: string;
  state: string;
  at: string;
  kind: string;
  types: Record<string, Outcome>;
}

export interface Row {
  name: string;
  dag_id: string;
  owner: string;
  description: string;
  data_types: string[];
  origin: "page" | "git";
  mine: boolean;
  may_edit: boolean;
  may_run: boolean;
  paused: boolean | null;
  schedule: string | null;
  next_sync: string | null;
  size: number | null;
  error: string | null;
  last_sync: LastSync | null;
}

export interface TypeStatus {
  id: string;
  last: (Outcome & { at: string; run_id: string }) | null;
  synced: boolean;
}

export interface Dataset extends Row {
  /** Null or not whole when `error` says that it has mistakes. */
  definition: Definition | null;
  version: string;
  conn_ok: boolean;
  types: TypeStatus[];
}

export interface RunType extends Outcome {
  id: string;
  label: string;
  note: string | null;
  /** Told by an import under way; `most` is how many records it will have at most. */
  so_far: { records: number; most: number | null } | null;
}

export interface Run {
  run_id: string;
  kind: string;
  state: "queued" | "running" | "success" | "failed";
  at: string;
  started: string | null;
  ended: string | null;
  by: string | null;
  /** Start and end; the end is empty for "until now". */
  range: [string, string] | null;
  types: RunType[];
}

export interface StoredFile {
  key: string;
  name: string;
  source: "gong" | "upload";
  kind: "current" | "history" | "upload";
  data_type: string | null;
  records: number | null;
  size: number;
  first_imported: string | null;
  last_changed: string | null;
  window: string | null;
}

export interface TextPiece {
  text: string;
  offset: number;
  next_offset: number | null;
  size: number;
}

export interface GongConnection {
  conn_id: string;
  label: string;
  own: boolean;
}

export interface StorageConnection {
  conn_id: string;
  description: string;
}

export interface Check {
  name: "list" | "write" | "read" | "delete";
  ok: boolean;
  message: string;
}

export interface SchedulePreview {
  next: string[];
  description: string;
  problem: string | null;
}

export interface Estimate {
  id: string;
  state: "ok" | "missing_scope" | "failed";
  records: number | null;
  bytes: number | null;
  why: string | null;
}

export interface EstimateRequest {
  gong_conn_id: string;
  data_types: string[];
  limit: number | null;
  lookback_days: number | null;
  workspace_ids: string[];
  include_private_calls: boolean;
}

/** What a run is asked for beyond "everything": Airflow's `conf` of a dataset's DAG. */
export interface RunConf {
  data_types?: string[];
  limit?: number | null;
  start?: string;
  end?: string;
}

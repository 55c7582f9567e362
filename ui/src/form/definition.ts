/** The definition that the form edits: its defaults, its draft, and what differs between two of them. */
import { isRecord } from "../api/errors";
import type { Definition } from "../api/types";
import { list } from "../lib/format";

export const DEFAULTS: Definition = {
  name: "",
  description: "",
  owner: "",
  tags: [],
  gong_conn_id: "",
  aws_conn_id: "",
  bucket: "",
  prefix: "",
  data_types: [],
  sync: null,
  limit: 100,
  lookback_days: null,
  workspace_ids: [],
  include_private_calls: false,
};

const LABELS: Record<keyof Definition, string> = {
  name: "Name",
  description: "Description",
  owner: "Owner",
  tags: "Tags",
  gong_conn_id: "Gong account",
  aws_conn_id: "Storage connection",
  bucket: "Bucket",
  prefix: "Folder",
  data_types: "Data types",
  sync: "Sync",
  limit: "Records per type",
  lookback_days: "Days back",
  workspace_ids: "Workspaces",
  include_private_calls: "Private calls",
};

export interface Difference {
  label: string;
  mine: string;
  theirs: string;
}

/** Return where two definitions differ, in words. */
export function differences(mine: Definition, theirs: Definition): Difference[] {
  return (Object.keys(LABELS) as (keyof Definition)[])
    .filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]))
    .map((field) => ({ label: LABELS[field], mine: words(mine[field]), theirs: words(theirs[field]) }));
}

function words(value: Definition[keyof Definition]): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length > 0 ? list(value) : "all";
  if (typeof value === "object") return `${value.schedule}: ${list(value.data_types)}`;
  return value === "" ? "nothing" : String(value);
}

/** The folder of a dataset that nobody has named otherwise. */
export function prefixOf(definition: Definition): string {
  return definition.prefix || (definition.name ? `${definition.name}/` : "");
}

/** Return the definition as it is saved: a sync of types that the dataset still has. */
export function complete(definition: Definition): Definition {
  const { sync, data_types: types } = definition;
  const kept = sync?.data_types.filter((id) => types.includes(id)) ?? [];
  return {
    ...definition,
    prefix: prefixOf(definition),
    sync: sync && { ...sync, data_types: kept.length > 0 ? kept : types },
  };
}

const PREFIX = "gong-draft:";

/** Return what was typed and not saved, in this tab; null when there is nothing usable. */
export function readDraft(key: string): Definition | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "null") as unknown;
    return isRecord(kept) && Array.isArray(kept.data_types) ? { ...DEFAULTS, ...kept } : null;
  } catch {
    return null; // No storage, or another release's draft: the form begins anew.
  }
}

export function keepDraft(key: string, definition: Definition | null): void {
  try {
    if (definition) sessionStorage.setItem(PREFIX + key, JSON.stringify(definition));
    else sessionStorage.removeItem(PREFIX + key);
  } catch {
    // A browser without storage loses drafts, nothing else.
  }
}

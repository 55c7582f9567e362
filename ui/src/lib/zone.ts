/** The time zone that the person chose in Airflow's page, which keeps it in the browser (3.3.2: `timezone`). */
import { useSyncExternalStore } from "react";

const KEY = "timezone";

export function viewerZone(): string {
  try {
    const chosen = JSON.parse(localStorage.getItem(KEY) ?? "null") as unknown;
    if (typeof chosen === "string" && chosen !== "") return chosen;
  } catch {
    // Another program's value, or no storage: the browser's own zone is right.
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function subscribe(changed: () => void): () => void {
  // Airflow tells its own page by an event of this name; other tabs by the browser's.
  window.addEventListener("local-storage", changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener("local-storage", changed);
    window.removeEventListener("storage", changed);
  };
}

export function useZone(): string {
  return useSyncExternalStore(subscribe, viewerZone);
}

/** Gong's consent page in a popup, which tells how it ended and closes by itself. */
import { isRecord } from "../api/errors";
import type { Verdict } from "../api/types";

const FEATURES = "popup,width=620,height=760";
const POLL_MS = 400;
/** The name that our callback page tells its verdict under; only pages of this origin hear it. */
const CHANNEL = "gong-oauth";

/** Open the popup; null when the browser blocked it. */
export function openPopup(url: string): Window | null {
  const popup = window.open(url, CHANNEL, FEATURES);
  return popup && !popup.closed ? popup : null;
}

/** Return what our callback page tells; null for anything else. */
export function readVerdict(data: unknown): Verdict | null {
  if (!isRecord(data) || typeof data.ok !== "boolean") return null;
  return { ok: data.ok, message: typeof data.message === "string" ? data.message : "" };
}

/**
 * Wait for the verdict. Returns a way to stop.
 *
 * That the popup is closed does not end the wait: a browser may tell it before the verdict that was sent first, and
 * of a popup that only visited a page with a Cross-Origin-Opener-Policy.
 */
export function awaitPopup(popup: Window, onVerdict: (verdict: Verdict) => void, onClosed: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  const timer = window.setInterval(() => {
    if (!popup.closed) return;
    window.clearInterval(timer);
    onClosed();
  }, POLL_MS);
  const stop = (): void => {
    window.clearInterval(timer);
    channel.close();
  };
  channel.onmessage = (event: MessageEvent): void => {
    const verdict = readVerdict(event.data);
    if (!verdict) return;
    stop();
    onVerdict(verdict);
  };
  return stop;
}

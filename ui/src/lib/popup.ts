/** Gong's consent page in a popup, which tells how it ended and closes by itself. */
import { isRecord } from "../api/errors";
import type { Verdict } from "../api/types";

const FEATURES = "popup,width=620,height=760";
const POLL_MS = 400;

/** Open the popup; null when the browser blocked it. */
export function openPopup(url: string): Window | null {
  const popup = window.open(url, "gong-oauth", FEATURES);
  return popup && !popup.closed ? popup : null;
}

/** Return what a message of our callback page says; null for every other message. */
export function readMessage(event: Pick<MessageEvent, "origin" | "data">, origin: string): Verdict | null {
  const data: unknown = event.data;
  if (event.origin !== origin || !isRecord(data) || data.source !== "gong-oauth") return null;
  return { ok: data.ok === true, message: typeof data.message === "string" ? data.message : "" };
}

/** Call back once: with the verdict, or with null when the popup was closed without one. Returns a way to stop. */
export function awaitPopup(popup: Window, done: (verdict: Verdict | null) => void): () => void {
  const stop = (): void => {
    window.removeEventListener("message", listen);
    window.clearInterval(timer);
  };
  const listen = (event: MessageEvent): void => {
    const verdict = readMessage(event, window.location.origin);
    if (!verdict) return;
    stop();
    done(verdict);
  };
  const timer = window.setInterval(() => {
    if (!popup.closed) return;
    stop();
    done(null);
  }, POLL_MS);
  window.addEventListener("message", listen);
  return stop;
}

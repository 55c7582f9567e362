import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { awaitPopup, openPopup, readMessage } from "../src/lib/popup";

const ORIGIN = window.location.origin;
const good = { source: "gong-oauth", ok: true, message: "Connected." };

function tell(origin: string, data: unknown): void {
  window.dispatchEvent(new MessageEvent("message", { origin, data }));
}

describe("readMessage", () => {
  it("reads what our callback page says", () => {
    expect(readMessage({ origin: ORIGIN, data: good }, ORIGIN)).toEqual({ ok: true, message: "Connected." });
  });

  it.each([
    ["another origin", "https://evil.example", good],
    ["another sender", ORIGIN, { source: "devtools", ok: true }],
    ["no object", ORIGIN, "gong-oauth"],
  ])("ignores a message of %s", (_, origin, data) => {
    expect(readMessage({ origin, data }, ORIGIN)).toBeNull();
  });

  it("takes anything but true for a refusal", () => {
    expect(readMessage({ origin: ORIGIN, data: { ...good, ok: "yes" } }, ORIGIN)?.ok).toBe(false);
  });
});

describe("awaitPopup", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("calls back once with the verdict, though the window closes afterwards", () => {
    const popup = { closed: false };
    const done = vi.fn();
    awaitPopup(popup as Window, done);
    tell("https://evil.example", good);
    tell(ORIGIN, good);
    popup.closed = true;
    vi.advanceTimersByTime(5000);
    expect(done.mock.calls).toEqual([[{ ok: true, message: "Connected." }]]);
  });

  it("calls back with nothing when the window is closed by hand", () => {
    const popup = { closed: false };
    const done = vi.fn();
    awaitPopup(popup as Window, done);
    popup.closed = true;
    vi.advanceTimersByTime(1000);
    expect(done.mock.calls).toEqual([[null]]);
  });

  it("is silent once it is stopped", () => {
    const done = vi.fn();
    awaitPopup({ closed: true } as Window, done)();
    tell(ORIGIN, good);
    vi.advanceTimersByTime(1000);
    expect(done).not.toHaveBeenCalled();
  });
});

describe("openPopup", () => {
  it("tells that the browser blocked it", () => {
    vi.spyOn(window, "open").mockReturnValue(null);
    expect(openPopup("/x")).toBeNull();
  });
});

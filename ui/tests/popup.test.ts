import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { awaitPopup, openPopup, readVerdict } from "../src/lib/popup";

const good = { ok: true, message: "Connected." };

class Channel {
  static open = new Set<Channel>();
  onmessage?: (event: { data: unknown }) => void;
  constructor(readonly name: string) {
    Channel.open.add(this);
  }
  close(): void {
    Channel.open.delete(this);
  }
}

function tell(data: unknown): void {
  for (const { name, onmessage } of Channel.open) if (name === "gong-oauth") onmessage?.({ data });
}

describe("readVerdict", () => {
  it("reads what our callback page tells", () => {
    expect(readVerdict(good)).toEqual(good);
  });

  it.each(["gong-oauth", null, {}, { ok: "yes", message: "" }])("ignores %o", (data) => {
    expect(readVerdict(data)).toBeNull();
  });
});

describe("awaitPopup", () => {
  const popup = { closed: false };
  const onVerdict = vi.fn();
  const onClosed = vi.fn();
  let stop: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("BroadcastChannel", Channel);
    popup.closed = false;
    stop = awaitPopup(popup as Window, onVerdict, onClosed);
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.resetAllMocks();
  });

  it("calls back once with the verdict, though the window closes afterwards", () => {
    tell({ ok: "yes" });
    tell(good);
    tell(good);
    popup.closed = true;
    vi.advanceTimersByTime(5000);
    expect(onVerdict.mock.calls).toEqual([[good]]);
    expect(onClosed).not.toHaveBeenCalled();
    expect(Channel.open.size).toBe(0);
  });

  it("tells once that the window is closed", () => {
    popup.closed = true;
    vi.advanceTimersByTime(5000);
    expect(onClosed).toHaveBeenCalledOnce();
    expect(onVerdict).not.toHaveBeenCalled();
  });

  it("takes a verdict that comes after the window seems closed", () => {
    popup.closed = true;
    vi.advanceTimersByTime(5000);
    tell(good);
    expect(onVerdict.mock.calls).toEqual([[good]]);
  });

  it("is silent once it is stopped", () => {
    stop();
    popup.closed = true;
    tell(good);
    vi.advanceTimersByTime(1000);
    expect(onVerdict).not.toHaveBeenCalled();
    expect(onClosed).not.toHaveBeenCalled();
    expect(Channel.open.size).toBe(0);
  });
});

describe("openPopup", () => {
  it("tells that the browser blocked it", () => {
    vi.spyOn(window, "open").mockReturnValue(null);
    expect(openPopup("/x")).toBeNull();
  });
});

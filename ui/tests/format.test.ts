import { describe, expect, it } from "vitest";

import { ago, count, day, duration, list, number, size, time } from "../src/lib/format";

describe("size", () => {
  it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [9_949, "9.9 kB"],
    [9_960, "10 kB"],
    [184_220, "184 kB"],
    [999_600, "1.0 MB"],
    [2_310_400, "2.3 MB"],
    [5_000_000_000_000_000, "5,000 TB"],
  ])("says %d as %s, with one unit and two figures at least", (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });

  it("says nothing of what is not known", () => {
    expect(size(null)).toBe("–");
    expect(number(null)).toBe("–");
  });
});

describe("words", () => {
  it("counts one thing in the singular", () => {
    expect(count(1, "record")).toBe("1 record");
    expect(count(1200, "record")).toBe("1,200 records");
    expect(count(2, "library", "libraries")).toBe("2 libraries");
  });

  it("joins the last word with an and", () => {
    expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"])]).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });
});

describe("times", () => {
  it("are shown in the zone asked for, and in UTC when the browser does not know it", () => {
    expect(time("2026-04-09T22:30:00Z", "Europe/Berlin")).toBe("10 Apr 2026, 00:30");
    expect(time("2026-04-09T22:30:00Z", "Mars/Olympus")).toBe("9 Apr 2026, 22:30");
    expect(time(null, "UTC")).toBe("–");
  });

  it("of a range are days in UTC", () => {
    expect(day("2026-04-01T00:00:00Z")).toBe("1 Apr 2026");
  });

  it.each([
    ["2026-04-09T11:59:40Z", "just now"],
    ["2026-04-09T11:57:00Z", "3 minutes ago"],
    ["2026-04-09T14:00:00Z", "in 2 hours"],
    ["2026-04-08T10:00:00Z", "yesterday"],
    ["2026-03-10T12:00:00Z", "30 days ago"],
    ["2026-03-01T23:30:00Z", "2 Mar 2026"],
  ])("say how far %s is", (iso, text) => {
    expect(ago(iso, new Date("2026-04-09T12:00:00Z"), "Europe/Berlin")).toBe(text);
  });

  it("never say that something took less than nothing", () => {
    expect(duration("2026-04-09T12:00:00Z", "2026-04-09T12:01:05Z")).toBe("1 min 5 s");
    expect(duration("2026-04-09T12:00:00Z", "2026-04-09T11:59:00Z")).toBe("0 s");
  });
});

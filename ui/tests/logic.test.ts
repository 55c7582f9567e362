import { beforeEach, describe, expect, it } from "vitest";

import { airflowRoot } from "../src/api/base";
import { complete, DEFAULTS, differences, keepDraft, prefixOf, readDraft } from "../src/form/definition";
import { backTo, readPath } from "../src/lib/paths";
import { rangeConf, rangeProblem, rangeText } from "../src/lib/range";
import { describeSchedule, readSchedule, writeSchedule } from "../src/lib/schedule";
import { cut, findAll } from "../src/lib/search";
import { viewerZone } from "../src/lib/zone";

describe("schedules", () => {
  it.each([
    ["@hourly", "hourly"],
    ["0 * * * *", "hourly"],
    ["@daily", "daily"],
    ["30 6 * * *", "daily"],
    ["0 3 * * 1", "weekly"],
    ["@weekly", "weekly"],
    ["@monthly", "monthly"],
    ["0 6-18/4 * * 1-5", "cron"],
    ["99 3 * * *", "cron"],
    ["0 3 1 * 1", "cron"],
    ["nonsense", "cron"],
  ])("%s is read as %s, and written so that it means the same", (text, frequency) => {
    const schedule = readSchedule(text);
    expect(schedule.frequency).toBe(frequency);
    expect(readSchedule(writeSchedule(schedule))).toMatchObject({
      frequency,
      at: schedule.at,
      weekday: schedule.weekday,
    });
  });

  it("keeps an expert's expression letter by letter", () => {
    expect(writeSchedule(readSchedule("5  4 1,15 * *"))).toBe("5  4 1,15 * *");
  });

  it("says them in words", () => {
    expect(describeSchedule("5 14 * * 0")).toBe("Every Sunday at 14:05 UTC");
    expect(describeSchedule(null)).toBe("By hand only");
  });
});

describe("a range of days", () => {
  it("includes its last day", () => {
    expect(rangeConf("2026-02-27", "2026-02-28")).toEqual({
      start: "2026-02-27T00:00:00Z",
      end: "2026-03-01T00:00:00Z",
    });
    expect(rangeText(["2026-02-27T00:00:00Z", "2026-03-01T00:00:00Z"])).toBe("27 Feb 2026 to 28 Feb 2026");
  });

  it("may have been left open", () => {
    expect(rangeText(["2026-02-27T00:00:00Z", ""])).toBe("27 Feb 2026 until then");
  });

  it.each([
    ["", "2026-01-01", null],
    ["2026-01-02", "2026-01-01", "after"],
    ["2027-01-01", "2027-01-02", "future"],
    ["2026-01-01", "2026-01-01", null],
  ])("from %s to %s: %s", (first, last, problem) => {
    const found = rangeProblem(first, last, "2026-11-25");
    if (problem === null) expect(found).toBeNull();
    else expect(found).toContain(problem);
  });
});

describe("searching", () => {
  it("finds words in any case, in every piece, and stops at the most", () => {
    expect(findAll(["Deal, deal", "no", "DEAL"], "deal", 10)).toEqual([
      { piece: 0, start: 0 },
      { piece: 0, start: 6 },
      { piece: 2, start: 0 },
    ]);
    expect(findAll(["aaaa"], "a", 2)).toHaveLength(2);
    expect(findAll(["anything"], "", 2)).toEqual([]);
  });

  it("points at the right place beside letters that grow in lower case", () => {
    expect(findAll(["İstanbul deal"], "deal", 5)).toEqual([{ piece: 0, start: 9 }]);
  });

  it("cuts a text without losing or changing any of it", () => {
    const text = "one two one";
    const parts = cut(text, [0, 8], 3);
    expect(parts.map((part) => part.text).join("")).toBe(text);
    expect(parts.filter((part) => part.match).map((part) => part.at)).toEqual([0, 8]);
  });
});

describe("drafts", () => {
  beforeEach(() => {
    sessionStorage.clear();
  });

  it("come back as they were", () => {
    keepDraft("new:", { ...DEFAULTS, name: "sales", data_types: ["calls"] });
    expect(readDraft("new:")).toEqual({ ...DEFAULTS, name: "sales", data_types: ["calls"] });
    keepDraft("new:", null);
    expect(readDraft("new:")).toBeNull();
  });

  it.each(["{", "[]", '"text"', '{"data_types": 3}'])("that are not ours are ignored: %s", (kept) => {
    sessionStorage.setItem("gong-draft:new:", kept);
    expect(readDraft("new:")).toBeNull();
  });
});

describe("a definition", () => {
  it("has a folder called like it, until it is named otherwise", () => {
    expect(prefixOf({ ...DEFAULTS, name: "sales" })).toBe("sales/");
    expect(prefixOf({ ...DEFAULTS, name: "sales", prefix: "x/" })).toBe("x/");
  });

  it("never syncs a type that it has not any more, and all of them when none is left", () => {
    const sync = { schedule: "@daily", data_types: ["calls", "users"] };
    expect(complete({ ...DEFAULTS, data_types: ["users"], sync }).sync?.data_types).toEqual(["users"]);
    expect(complete({ ...DEFAULTS, data_types: ["trackers"], sync }).sync?.data_types).toEqual(["trackers"]);
  });

  it("tells how it differs from another, in words", () => {
    const mine = { ...DEFAULTS, limit: null, data_types: ["calls", "users"] };
    expect(differences(mine, { ...DEFAULTS, data_types: ["calls"] })).toEqual([
      { label: "Data types", mine: "calls and users", theirs: "calls" },
      { label: "Records per type", mine: "none", theirs: "100" },
    ]);
  });
});

describe("addresses", () => {
  it.each([
    ["https://airflow.example/gong/static/gong.js", "/"],
    ["https://example.com/team/airflow/gong/static/gong.js?x=1", "/team/airflow/"],
    ["https://example.com/gong/static/gong/static/gong.js", "/gong/static/"],
  ])("begin where Airflow is, also behind a path prefix: %s", (bundle, root) => {
    expect(airflowRoot(bundle)).toBe(root);
  });

  it.each([
    ["/plugin/gong/new?like=a", true],
    ["/plugin/gongster", false],
    ["https://evil.example/plugin/gong/", false],
    ["/plugin/gong/../../logout", false],
  ])("to go back to are ours only: %s", (back, ours) => {
    expect(backTo(new URLSearchParams({ back })) !== null).toBe(ours);
  });

  it("escape what they carry", () => {
    expect(readPath("a", "history/x y&z.txt")).toBe("/plugin/gong/datasets/a/read?key=history%2Fx%20y%26z.txt");
  });
});

describe("the viewer's time zone", () => {
  it("is what was chosen in Airflow", () => {
    localStorage.setItem("timezone", '"Asia/Tokyo"');
    expect(viewerZone()).toBe("Asia/Tokyo");
  });

  it("is the browser's when nothing readable was chosen", () => {
    localStorage.setItem("timezone", "{");
    expect(viewerZone()).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });
});

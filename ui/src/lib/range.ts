/** A range of days as a run takes it: whole days in UTC, the last one included. */
import { day } from "./format";

const DAY_MS = 86_400_000;

/** Return what is wrong with the days, or null. */
export function rangeProblem(first: string, last: string, today: string): string | null {
  if (first === "" || last === "") return null;
  if (first > last) return "The first day is after the last one.";
  if (first > today) return "The range lies in the future.";
  return null;
}

/** Return the run's start and end for two days such as "2026-01-01"; the end is not part of the range. */
export function rangeConf(first: string, last: string): { start: string; end: string } {
  const after = new Date(Date.parse(`${last}T00:00:00Z`) + DAY_MS);
  return { start: `${first}T00:00:00Z`, end: `${after.toISOString().slice(0, 10)}T00:00:00Z` };
}

/** Return a run's range in words; its end is the first moment after it, or empty for "until now". */
export function rangeText([start, end]: [string, string]): string {
  return end === ""
    ? `${day(start)} until then`
    : `${day(start)} to ${day(new Date(Date.parse(end) - 1).toISOString())}`;
}

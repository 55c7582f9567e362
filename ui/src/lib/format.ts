/** Numbers, sizes, times and counts as a person reads them. */

const KILO = 1000;
const UNITS = ["bytes", "kB", "MB", "GB", "TB"];
const NUMBER = new Intl.NumberFormat("en");

export function size(bytes: number | null): string {
  if (bytes === null) return "–";
  let value = bytes;
  let unit = 0;
  while (value >= KILO - 0.5 && unit < UNITS.length - 1) {
    value /= KILO;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${UNITS[unit] ?? ""}`;
}

export function number(value: number | null): string {
  return value === null ? "–" : NUMBER.format(value);
}

export function count(value: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(value)} ${value === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(words: string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** "25 Nov 2026, 14:05" in the given time zone. */
export function time(iso: string | null, zone: string): string {
  if (iso === null) return "–";
  return formatter(zone, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(iso));
}

/** "Wed, 25 Nov 2026, 14:05" in the given time zone. */
export function weekdayTime(iso: string, zone: string): string {
  return formatter(zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(iso));
}

/** "25 Nov 2026"; in UTC, in which a run's range is meant, or in another time zone. */
export function day(iso: string, zone = "UTC"): string {
  return formatter(zone, { day: "numeric", month: "short", year: "numeric" }).format(new Date(iso));
}

const MONTH_SECONDS = 31 * 86_400;

/** "3 minutes ago", "in 2 hours"; beyond a month the day says it better. */
export function ago(iso: string, now: Date, zone: string): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) > MONTH_SECONDS) return day(iso, zone);
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ];
  const [unit, length] = steps.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  if (unit === "second") return "just now";
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(seconds / length), unit);
}

export function duration(started: string, ended: string): string {
  const seconds = Math.max(0, Math.round((new Date(ended).getTime() - new Date(started).getTime()) / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function formatter(zone: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: "UTC" });
  }
}

/** Schedules between cron's language, which Airflow speaks, and a choice that needs no manual. All in UTC. */

export type Frequency = "hourly" | "daily" | "weekly" | "monthly" | "cron";

export interface Schedule {
  frequency: Frequency;
  /** "HH:MM" */
  at: string;
  /** 0 is Sunday, as in cron. */
  weekday: number;
  cron: string;
}

export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const PRESETS: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
};
const FIXED = /^(\d{1,2}) (\d{1,2}) (\*|1) \* (\*|[0-6])$/;

/** Return the choice that a schedule stands for; what is none of them is an expert's cron expression. */
export function readSchedule(text: string): Schedule {
  const cron = PRESETS[text] ?? text.trim().split(/\s+/).join(" ");
  const schedule: Schedule = { frequency: "cron", at: "03:00", weekday: 1, cron: text };
  if (cron === "0 * * * *") return { ...schedule, frequency: "hourly" };
  const [, minute, hour, dayOfMonth, weekday] = FIXED.exec(cron) ?? [];
  if (minute === undefined || hour === undefined || Number(minute) > 59 || Number(hour) > 23) return schedule;
  if (dayOfMonth === "1" && weekday !== "*") return schedule;
  const at = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (dayOfMonth === "1") return { ...schedule, at, frequency: "monthly" };
  return weekday === "*"
    ? { ...schedule, at, frequency: "daily" }
    : { ...schedule, at, frequency: "weekly", weekday: Number(weekday) };
}

/** Return the schedule as Airflow takes it. */
export function writeSchedule({ frequency, at, weekday, cron }: Schedule): string {
  const [hour = "0", minute = "0"] = at.split(":");
  const time = `${Number(minute)} ${Number(hour)}`;
  return {
    hourly: "@hourly",
    daily: `${time} * * *`,
    weekly: `${time} * * ${weekday}`,
    monthly: `${time} 1 * *`,
    cron,
  }[frequency];
}

/** Return a schedule in words. */
export function describeSchedule(text: string | null): string {
  if (text === null) return "By hand only";
  const schedule = readSchedule(text);
  return {
    hourly: "Every hour",
    daily: `Every day at ${schedule.at} UTC`,
    weekly: `Every ${WEEKDAYS[schedule.weekday] ?? ""} at ${schedule.at} UTC`,
    monthly: `Every month on the 1st at ${schedule.at} UTC`,
    cron: `By the cron expression ${text}, in UTC`,
  }[schedule.frequency];
}

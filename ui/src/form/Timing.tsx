/** How often a dataset is synced, and when that will be next. */
import { HStack, Input, Table } from "@chakra-ui/react";
import { useState } from "react";

import { previewSchedule } from "../api/gong";
import { weekdayTime } from "../lib/format";
import { useMe } from "../lib/me";
import { type Frequency, readSchedule, type Schedule, WEEKDAYS, writeSchedule } from "../lib/schedule";
import { useSettled } from "../lib/useLater";
import { useLoad } from "../lib/useLoad";
import { useZone } from "../lib/zone";
import { Select } from "../parts/Choice";
import { Field, Mistake } from "../parts/Field";
import { Problem } from "../parts/Problem";
import type { Form } from "./useForm";

const FREQUENCIES: { value: Frequency; label: string }[] = [
  { value: "hourly", label: "Every hour" },
  { value: "daily", label: "Every day" },
  { value: "weekly", label: "Every week" },
  { value: "monthly", label: "Every month, on the 1st" },
  { value: "cron", label: "Cron expression (for experts)" },
];
const EXAMPLE = "0 6-18/4 * * 1-5";

export function Timing({
  schedule,
  form,
  onChange,
}: {
  schedule: string;
  form: Form;
  onChange: (schedule: string) => void;
}) {
  const choice = readSchedule(schedule);
  // An expression that happens to be a simple one does not take the field away from whoever types it.
  const [expert, setExpert] = useState(choice.frequency === "cron");
  const frequency = expert ? "cron" : choice.frequency;
  const set = (patch: Partial<Schedule>): void => {
    onChange(writeSchedule({ ...choice, ...patch }));
  };
  const choose = (value: string): void => {
    const found = FREQUENCIES.find((each) => each.value === value)?.value ?? "daily";
    setExpert(found === "cron");
    set({ frequency: found, cron: EXAMPLE });
  };
  return (
    <>
      <HStack alignItems="flex-start" flexWrap="wrap" gap={4}>
        <Field label="How often" width="260px">
          <Select onChange={choose} options={FREQUENCIES} value={frequency} />
        </Field>
        {frequency === "weekly" ? (
          <Field label="Day" width="150px">
            <Select
              onChange={(day) => {
                set({ weekday: Number(day) });
              }}
              options={WEEKDAYS.map((label, value) => ({ value: String(value), label }))}
              value={String(choice.weekday)}
            />
          </Field>
        ) : null}
        {frequency !== "hourly" && frequency !== "cron" ? (
          <Field label="Time (UTC)" width="130px">
            <Input
              onChange={(event) => {
                if (event.target.value) set({ at: event.target.value });
              }}
              size="sm"
              type="time"
              value={choice.at}
            />
          </Field>
        ) : null}
        {expert ? (
          <Field
            error={form.mistake("sync.schedule")}
            hint="Minute, hour, day of the month, month, day of the week; in UTC."
            label="Cron expression"
            width="260px"
          >
            <Input
              onChange={(event) => {
                onChange(event.target.value);
              }}
              size="sm"
              spellCheck={false}
              value={schedule}
            />
          </Field>
        ) : null}
      </HStack>
      <Preview schedule={schedule} />
    </>
  );
}

function Preview({ schedule }: { schedule: string }) {
  const { server_time_zone: server } = useMe();
  const zone = useZone();
  const settled = useSettled(schedule, 400);
  const { data, error } = useLoad(() => previewSchedule(settled), settled);
  if (error) return <Problem error={error} title="The next times could not be found" />;
  if (data?.problem) return <Mistake>{data.problem}</Mistake>;
  const zones = zone === server ? [zone] : [zone, server];
  return (
    <Table.ScrollArea borderWidth="1px" maxW="640px" minH="132px" position="relative" rounded="md">
      <Table.Root aria-label="The next three syncs" size="sm">
        <Table.Header>
          <Table.Row>
            {zones.map((each) => (
              <Table.ColumnHeader key={each}>
                Next times, {each === zone ? "yours" : "the server’s"} ({each})
              </Table.ColumnHeader>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {data?.next.map((at) => (
            <Table.Row key={at}>
              {zones.map((each) => (
                <Table.Cell key={each} whiteSpace="nowrap">
                  {weekdayTime(at, each)}
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table.Root>
    </Table.ScrollArea>
  );
}

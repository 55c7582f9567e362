/** Whether, when and which types are kept up to date. */
import { HStack, Input, Stack, Switch, Table, Text } from "@chakra-ui/react";

import { previewSchedule } from "../api/gong";
import { weekdayTime } from "../lib/format";
import { useMe } from "../lib/me";
import { type Frequency, readSchedule, type Schedule, WEEKDAYS, writeSchedule } from "../lib/schedule";
import { useSettled } from "../lib/useLater";
import { useLoad } from "../lib/useLoad";
import { useZone } from "../lib/zone";
import { Check, Select } from "../parts/Choice";
import { Field } from "../parts/Field";
import { Problem } from "../parts/Problem";
import { Section } from "../parts/Section";
import type { Form } from "./useForm";

const FREQUENCIES: { value: Frequency; label: string }[] = [
  { value: "hourly", label: "Every hour" },
  { value: "daily", label: "Every day" },
  { value: "weekly", label: "Every week" },
  { value: "monthly", label: "Every month, on the 1st" },
  { value: "cron", label: "Cron expression (for experts)" },
];
const START = "0 3 * * 1";

export function SyncStep({ form }: { form: Form }) {
  const { definition, change } = form;
  const { sync, data_types } = definition;
  return (
    <Section hint="Off, the dataset is brought up to date only when you press “Sync now”." title="4. Sync">
      <Stack gap={4}>
        <Switch.Root checked={sync !== null} colorPalette="brand" onCheckedChange={({ checked }) => { change({ sync: checked ? { schedule: START, data_types } : null }); }}>
          <Switch.HiddenInput />
          <Switch.Control />
          <Switch.Label>Dataset sync</Switch.Label>
        </Switch.Root>
        {sync ? <When form={form} onChange={(schedule) => { change({ sync: { ...sync, schedule } }); }} schedule={sync.schedule} /> : null}
        {sync ? <Which form={form} /> : null}
      </Stack>
    </Section>
  );
}

function When({ schedule, form, onChange }: { schedule: string; form: Form; onChange: (schedule: string) => void }) {
  const choice = readSchedule(schedule);
  // A cron expression that happens to be a simple one stays what the person chose it to be.
  const [expert, simple] = [choice.frequency === "cron", choice.frequency !== "hourly" && choice.frequency !== "cron"];
  const set = (patch: Partial<Schedule>): void => { onChange(writeSchedule({ ...choice, ...patch })); };
  const frequency = (value: string): void => {
    const found = FREQUENCIES.find((each) => each.value === value)?.value ?? "daily";
    set({ frequency: found, cron: "0 6-18/4 * * 1-5" });
  };
  return (
    <>
      <HStack alignItems="flex-start" flexWrap="wrap" gap={4}>
        <Field label="How often" width="260px"><Select onChange={frequency} options={FREQUENCIES} value={choice.frequency} /></Field>
        {choice.frequency === "weekly" ? (
          <Field label="Day" width="150px"><Select onChange={(day) => { set({ weekday: Number(day) }); }} options={WEEKDAYS.map((label, value) => ({ value: String(value), label }))} value={String(choice.weekday)} /></Field>
        ) : null}
        {simple ? <Field label="Time (UTC)" width="130px"><Input onChange={(event) => { if (event.target.value) set({ at: event.target.value }); }} size="sm" type="time" value={choice.at} /></Field> : null}
        {expert ? (
          <Field error={form.mistake("sync.schedule")} hint="Minute, hour, day of the month, month, day of the week; in UTC." label="Cron expression" width="260px">
            <Input onChange={(event) => { onChange(event.target.value); }} size="sm" spellCheck={false} value={schedule} />
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
  if (data?.problem) return <Text color="fg.error" fontSize="sm" role="alert">{data.problem}</Text>;
  const zones = zone === server ? [zone] : [zone, server];
  return (
    <Table.ScrollArea borderWidth="1px" maxW="640px" minH="132px" position="relative" rounded="md">
      <Table.Root aria-label="The next three syncs" size="sm">
        <Table.Header>
          <Table.Row>{zones.map((each) => <Table.ColumnHeader key={each}>Next times, {each === zone ? "yours" : "the server’s"} ({each})</Table.ColumnHeader>)}</Table.Row>
        </Table.Header>
        <Table.Body>
          {data?.next.map((at) => <Table.Row key={at}>{zones.map((each) => <Table.Cell key={each} whiteSpace="nowrap">{weekdayTime(at, each)}</Table.Cell>)}</Table.Row>)}
        </Table.Body>
      </Table.Root>
    </Table.ScrollArea>
  );
}

function Which({ form }: { form: Form }) {
  const me = useMe();
  const { definition, change, mistake } = form;
  const { sync, data_types: types } = definition;
  if (!sync) return null;
  const kept = types.filter((id) => sync.data_types.includes(id));
  const error = mistake("sync.data_types");
  return (
    <Stack aria-label="Types that are kept in sync" gap={2} role="group">
      <Text fontSize="sm" fontWeight="medium">Keep in sync</Text>
      {types.length === 0 ? <Text color="fg.muted" fontSize="sm">Choose data types first.</Text> : null}
      <HStack flexWrap="wrap" gap={4}>
        {types.map((id) => (
          <Check
            checked={kept.includes(id)} disabled={kept.length === 1 && kept.includes(id)} key={id}
            onChange={(on) => { change({ sync: { ...sync, data_types: types.filter((each) => (each === id ? on : kept.includes(each))) } }); }}
          >
            {me.data_types.find((each) => each.id === id)?.label ?? id}
          </Check>
        ))}
      </HStack>
      {error ? <Text color="fg.error" fontSize="sm" role="alert">{error}</Text> : null}
    </Stack>
  );
}

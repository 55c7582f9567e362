/** How much of Gong's data is taken. */
import { HStack, Input, Stack, Text } from "@chakra-ui/react";

import { getWorkspaces } from "../api/gong";
import { useLoad } from "../lib/useLoad";
import { Check } from "../parts/Choice";
import { Field, Mistake } from "../parts/Field";
import { Problem } from "../parts/Problem";
import { Section } from "../parts/Section";
import type { Form } from "./useForm";

const DEFAULT_LIMIT = 100;

export function LimitsStep({ form }: { form: Form }) {
  const { definition, change, mistake } = form;
  const { limit, lookback_days: days } = definition;
  return (
    <Section hint="What stands here suits most." title="5. Limits">
      <Stack gap={5}>
        <HStack alignItems="flex-start" columnGap={6} flexWrap="wrap" rowGap={4}>
          <Stack gap={2}>
            <Field error={mistake("limit")} hint="The most recent ones." label="Records per type" width="200px">
              <Input
                disabled={limit === null}
                inputMode="numeric"
                min={1}
                onChange={(event) => {
                  change({ limit: toNumber(event.target.value) ?? 0 });
                }}
                size="sm"
                type="number"
                value={limit === null || limit === 0 ? "" : limit}
                width="160px"
              />
            </Field>
            <Check
              checked={limit === null}
              onChange={(all) => {
                change({ limit: all ? null : DEFAULT_LIMIT });
              }}
            >
              All there are
            </Check>
          </Stack>
          <Field
            error={mistake("lookback_days")}
            hint="Empty: a year; user stats 30 days."
            label="How many days back"
            width="240px"
          >
            <Input
              inputMode="numeric"
              min={1}
              onChange={(event) => {
                change({ lookback_days: toNumber(event.target.value) });
              }}
              size="sm"
              type="number"
              value={days ?? ""}
              width="160px"
            />
          </Field>
        </HStack>
        <Workspaces form={form} />
        <Check
          checked={definition.include_private_calls}
          onChange={(include_private_calls) => {
            change({ include_private_calls });
          }}
        >
          Include calls that are private in Gong
        </Check>
      </Stack>
    </Section>
  );
}

function toNumber(text: string): number | null {
  return text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

function Workspaces({ form }: { form: Form }) {
  const { definition, change, mistake } = form;
  const { gong_conn_id: connection, workspace_ids: chosen } = definition;
  const { data, error, reload } = useLoad(
    () => (connection ? getWorkspaces(connection) : Promise.resolve({ workspaces: [], problem: null })),
    connection,
  );
  const known = data?.workspaces ?? [];
  const all = [
    ...known,
    ...chosen.filter((id) => !known.some((each) => each.id === id)).map((id) => ({ id, name: id })),
  ];
  return (
    <Stack aria-label="Workspaces" gap={2} role="group">
      <Text fontSize="sm" fontWeight="medium">
        Workspaces
      </Text>
      <Problem error={error} onRetry={reload} title="The workspaces could not be loaded" />
      {data?.problem ? (
        <Text color="fg.muted" fontSize="sm">
          {data.problem}
        </Text>
      ) : null}
      <HStack flexWrap="wrap" gap={4}>
        <Check
          checked={chosen.length === 0}
          onChange={() => {
            change({ workspace_ids: [] });
          }}
        >
          All
        </Check>
        {all.map(({ id, name }) => (
          <Check
            checked={chosen.includes(id)}
            key={id}
            onChange={(on) => {
              change({ workspace_ids: on ? [...chosen, id] : chosen.filter((each) => each !== id) });
            }}
          >
            {name}
          </Check>
        ))}
      </HStack>
      <Mistake>{mistake("workspace_ids")}</Mistake>
    </Stack>
  );
}

/** Whether, when and which types are kept up to date. */
import { HStack, Stack, Switch, Text } from "@chakra-ui/react";

import { useMe } from "../lib/me";
import { Check } from "../parts/Choice";
import { Mistake } from "../parts/Field";
import { Section } from "../parts/Section";
import { Timing } from "./Timing";
import type { Form } from "./useForm";

const START = "0 3 * * 1";

export function SyncStep({ form }: { form: Form }) {
  const { definition, change } = form;
  const { sync, data_types } = definition;
  return (
    <Section hint="Off, the dataset is brought up to date only when you press “Sync now”." title="4. Sync">
      <Stack gap={4}>
        <Switch.Root
          checked={sync !== null}
          colorPalette="brand"
          onCheckedChange={({ checked }) => {
            change({ sync: checked ? { schedule: START, data_types } : null });
          }}
        >
          <Switch.HiddenInput />
          <Switch.Control />
          <Switch.Label>Dataset sync</Switch.Label>
        </Switch.Root>
        {sync ? (
          <Timing
            form={form}
            onChange={(schedule) => {
              change({ sync: { ...sync, schedule } });
            }}
            schedule={sync.schedule}
          />
        ) : null}
        {sync ? <Which form={form} /> : null}
      </Stack>
    </Section>
  );
}

function Which({ form }: { form: Form }) {
  const me = useMe();
  const { definition, change, mistake } = form;
  const { sync, data_types: types } = definition;
  if (!sync) return null;
  const kept = types.filter((id) => sync.data_types.includes(id));
  return (
    <Stack aria-label="Types that are kept in sync" gap={2} role="group">
      <Text fontSize="sm" fontWeight="medium">
        Keep in sync
      </Text>
      {types.length === 0 ? (
        <Text color="fg.muted" fontSize="sm">
          Choose data types first.
        </Text>
      ) : null}
      <HStack flexWrap="wrap" gap={4}>
        {types.map((id) => (
          <Check
            checked={kept.includes(id)}
            disabled={kept.length === 1 && kept.includes(id)}
            key={id}
            onChange={(on) => {
              change({
                sync: { ...sync, data_types: types.filter((each) => (each === id ? on : kept.includes(each))) },
              });
            }}
          >
            {me.data_types.find((each) => each.id === id)?.label ?? id}
          </Check>
        ))}
      </HStack>
      <Mistake>{mistake("sync.data_types")}</Mistake>
    </Stack>
  );
}

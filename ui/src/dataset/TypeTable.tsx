/** Each data type of a dataset: what came of it last, and why; syncing one or some. */
import { Badge, Box, Button, Grid, HStack, Stack, Text } from "@chakra-ui/react";
import { useState } from "react";

import type { Dataset, RunConf, TypeStatus } from "../api/types";
import { count } from "../lib/format";
import { useDataType } from "../lib/me";
import type { Action } from "../lib/useAction";
import { Check } from "../parts/Choice";
import { TypeIcon } from "../parts/icons";
import { Outcome } from "../parts/Outcome";
import { amount } from "../parts/RunTypes";
import { Section } from "../parts/Section";
import { Time } from "../parts/Time";

interface Props {
  dataset: Dataset;
  onSync: Action<[RunConf]>;
}

export function TypeTable({ dataset, onSync }: Props) {
  const [chosen, setChosen] = useState<string[]>([]);
  const start = (data_types: string[]): void => {
    void onSync.run({ data_types }).then((started) => {
      if (started) setChosen([]);
    });
  };
  return (
    <Section
      actions={
        chosen.length > 0 ? (
          <Button
            disabled={onSync.busy}
            onClick={() => {
              start(chosen);
            }}
            size="sm"
          >
            Sync {count(chosen.length, "chosen type")}
          </Button>
        ) : null
      }
      hint="Each type has a file of its own, which a sync makes anew. One that fails or is skipped leaves its old file and the other types alone."
      title="Data types"
    >
      <Stack as="ul" gap={0} listStyleType="none">
        {dataset.types.map((type) => (
          <Box as="li" borderTopWidth="1px" key={type.id} py={2.5}>
            <TypeRow
              busy={onSync.busy}
              checked={chosen.includes(type.id)}
              may={dataset.may_run}
              onSync={() => {
                start([type.id]);
              }}
              onToggle={(on) => {
                setChosen(on ? [...chosen, type.id] : chosen.filter((each) => each !== type.id));
              }}
              scheduled={dataset.schedule !== null}
              type={type}
            />
          </Box>
        ))}
      </Stack>
    </Section>
  );
}

interface RowProps {
  type: TypeStatus;
  may: boolean;
  busy: boolean;
  checked: boolean;
  scheduled: boolean;
  onToggle: (on: boolean) => void;
  onSync: () => void;
}

// Beside each other where there is room, else beneath the name; what is to be said about a type comes last.
const COLUMNS = { base: "auto auto 1fr auto", md: "auto 1fr auto 104px 104px auto" };
const AREAS = {
  base: `"mark name name action" ". state time time" ". amount amount amount" ". why why why"`,
  md: `"mark name amount time state action" ". why why why why why"`,
};

function TypeRow({ type, may, busy, checked, scheduled, onToggle, onSync }: RowProps) {
  const { label, icon } = useDataType(type.id);
  const { last } = type;
  return (
    <Grid alignItems="center" columnGap={3} fontSize="sm" rowGap={1} templateAreas={AREAS} templateColumns={COLUMNS}>
      <HStack gap={3} gridArea="mark">
        {may ? <Check checked={checked} label={`Choose ${label}`} onChange={onToggle} /> : null}
        <TypeIcon name={icon} />
      </HStack>
      <HStack columnGap={2} flexWrap="wrap" gridArea="name" rowGap={0.5}>
        <Text fontWeight="medium">{label}</Text>
        {scheduled && !type.synced ? <Badge title="The schedule leaves this type out.">by hand only</Badge> : null}
      </HStack>
      {last ? (
        <>
          <Text color="fg.muted" fontVariantNumeric="tabular-nums" gridArea="amount">
            {amount(last.records, last.bytes)}
          </Text>
          <Text as="div" color="fg.muted" gridArea="time" textAlign={{ md: "end" }}>
            <Time at={last.at} relative />
          </Text>
        </>
      ) : null}
      <Box gridArea="state" textAlign={{ md: "end" }}>
        <Outcome state={last?.state} />
      </Box>
      {may ? (
        <Button
          aria-label={`Sync ${label} now`}
          disabled={busy}
          gridArea="action"
          onClick={onSync}
          size="xs"
          variant="outline"
        >
          Sync
        </Button>
      ) : null}
      {last?.why ? (
        <Text color="fg.muted" gridArea="why" maxW="90ch" overflowWrap="anywhere">
          {last.why}
        </Text>
      ) : null}
    </Grid>
  );
}

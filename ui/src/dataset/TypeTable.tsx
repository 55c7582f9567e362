/** Each data type of a dataset: what came of it last, and why; syncing one or some. */
import { Badge, Box, Button, HStack, Stack, Text } from "@chakra-ui/react";
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

function TypeRow({ type, may, busy, checked, scheduled, onToggle, onSync }: RowProps) {
  const { label, icon } = useDataType(type.id);
  return (
    <Stack gap={1}>
      <HStack columnGap={3} flexWrap="wrap" rowGap={1}>
        {may ? <Check checked={checked} label={`Choose ${label}`} onChange={onToggle} /> : null}
        <TypeIcon name={icon} />
        <HStack flex="1" flexWrap="wrap" gap={2}>
          <Text fontSize="sm" fontWeight="medium">
            {label}
          </Text>
          {scheduled && !type.synced ? <Badge title="The schedule leaves this type out.">by hand only</Badge> : null}
        </HStack>
        <Box flexBasis="full" hideFrom="md" order={2} />
        <Text color="fg.muted" fontSize="sm" order={{ base: 3, md: 1 }}>
          {type.last ? amount(type.last.records, type.last.bytes) : ""}
        </Text>
        <Text
          color="fg.muted"
          flex={{ base: "1", md: "none" }}
          fontSize="sm"
          minW="96px"
          order={{ base: 3, md: 1 }}
          textAlign={{ md: "end" }}
        >
          {type.last ? <Time at={type.last.at} relative /> : null}
        </Text>
        <Box minW={{ md: "100px" }} order={1} textAlign="end">
          <Outcome state={type.last?.state} />
        </Box>
        {may ? (
          <Button
            aria-label={`Sync ${label} now`}
            disabled={busy}
            onClick={onSync}
            order={{ base: 3, md: 1 }}
            size="xs"
            variant="outline"
          >
            Sync
          </Button>
        ) : null}
      </HStack>
      {type.last?.why ? (
        <Text color="fg.muted" fontSize="sm" maxW="90ch" overflowWrap="anywhere" ps={8}>
          {type.last.why}
        </Text>
      ) : null}
    </Stack>
  );
}

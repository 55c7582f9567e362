/** What became of each data type in a run; while it runs, what is happening. */
import { Box, HStack, Stack, Text } from "@chakra-ui/react";

import type { RunType } from "../api/types";
import { count, number, size } from "../lib/format";
import { useDataType } from "../lib/me";
import { TypeIcon } from "./icons";
import { Outcome } from "./Outcome";

export function RunTypes({ types }: { types: RunType[] }) {
  return (
    <Stack as="ul" gap={0} listStyleType="none">
      {types.map((each) => (
        <Box as="li" borderTopWidth="1px" key={each.id} py={2}>
          <TypeOutcome type={each} />
        </Box>
      ))}
    </Stack>
  );
}

function TypeOutcome({ type }: { type: RunType }) {
  const { icon } = useDataType(type.id);
  return (
    <Stack gap={1}>
      <HStack columnGap={3} flexWrap="wrap" rowGap={1}>
        <TypeIcon name={icon} />
        <Text flex="1" fontSize="sm" fontWeight="medium">
          {type.label}
        </Text>
        <Text
          color="fg.muted"
          fontSize="sm"
          fontVariantNumeric="tabular-nums"
          order={{ base: 2, md: 0 }}
          ps={{ base: 8, md: 0 }}
          width={{ base: "full", md: "auto" }}
        >
          {type.so_far ? soFar(type.so_far) : amount(type.records, type.bytes)}
        </Text>
        <Box minW={{ md: "104px" }} textAlign="end">
          <Outcome state={type.state} />
        </Box>
      </HStack>
      {type.why ? (
        <Text color="fg.muted" fontSize="sm" overflowWrap="anywhere" ps={8}>
          {type.why}
        </Text>
      ) : null}
      {type.note ? (
        <Text color="fg.muted" fontSize="sm" overflowWrap="anywhere" ps={8}>
          {type.note}
        </Text>
      ) : null}
    </Stack>
  );
}

export function soFar({ records, most }: NonNullable<RunType["so_far"]>): string {
  if (most === null) return `${count(records, "record")} so far`;
  return `${number(records)} of at most ${count(most, "record")} so far`;
}

export function amount(records: number | null, bytes: number | null): string {
  const parts = [records === null ? "" : count(records, "record"), bytes === null ? "" : size(bytes)];
  return parts.filter((part) => part !== "").join(" · ");
}

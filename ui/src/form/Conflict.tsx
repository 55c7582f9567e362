/** Somebody else saved the dataset meanwhile: both versions, and the choice between them. */
import { Box, Button, HStack, Stack, Table, Text } from "@chakra-ui/react";
import { useEffect, useRef } from "react";

import type { ApiError } from "../api/errors";
import type { Definition } from "../api/types";
import { Notice } from "../parts/Problem";
import { differences } from "./definition";

export interface Other {
  definition: Definition;
  version: string;
  by: string;
}

/** Return the other version that a conflict's answer carries; null when the error is none. */
export function otherVersion(error: ApiError | undefined): Other | null {
  if (error?.status !== 409 || typeof error.body.version !== "string") return null;
  const by = error.body.changed_by;
  return {
    definition: error.body.definition as Definition,
    version: error.body.version,
    by: typeof by === "string" ? by : "Somebody else",
  };
}

interface Props {
  mine: Definition;
  other: Other;
  busy: boolean;
  onMine: () => void;
  onTheirs: () => void;
}

export function Conflict({ mine, other, busy, onMine, onTheirs }: Props) {
  const rows = differences(mine, other.definition);
  const box = useRef<HTMLDivElement>(null);
  // It comes up above a long form, out of sight of the button that was pressed.
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: "nearest" });
  }, [other.version]);
  return (
    <Box outline="none" ref={box} tabIndex={-1}>
      <Notice status="warning" title={`${other.by} saved this dataset while you were editing it`}>
        <Stack gap={3}>
          <Text>Nothing of yours is lost, and nothing of theirs. Choose which version is to stand:</Text>
          <Table.ScrollArea bg="bg" color="fg" position="relative" rounded="md">
            <Table.Root size="sm" whiteSpace="normal">
              <Table.Header>
                <Table.Row>
                  {["", "Yours", `${other.by}’s`].map((head) => (
                    <Table.ColumnHeader key={head}>{head}</Table.ColumnHeader>
                  ))}
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {rows.map((row) => (
                  <Table.Row key={row.label}>
                    <Table.Cell fontWeight="medium">{row.label}</Table.Cell>
                    <Table.Cell overflowWrap="break-word">{row.mine}</Table.Cell>
                    <Table.Cell overflowWrap="break-word">{row.theirs}</Table.Cell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table.Root>
          </Table.ScrollArea>
          <HStack flexWrap="wrap" gap={2}>
            <Button colorPalette="brand" loading={busy} onClick={onMine} size="sm">
              Save mine
            </Button>
            <Button onClick={onTheirs} px={2} size="sm" variant="outline">
              Take theirs and go on editing
            </Button>
          </HStack>
        </Stack>
      </Notice>
    </Box>
  );
}

/** The rows of the list: a table where there is room, else a card for each. */
import { Badge, Box, Grid, HStack, Link, Stack, Text } from "@chakra-ui/react";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";

import { dagPageUrl } from "../api/airflow";
import type { Row } from "../api/types";
import { size } from "../lib/format";
import { useMe } from "../lib/me";
import { datasetPath } from "../lib/paths";
import { describeSchedule } from "../lib/schedule";
import { Outcome } from "../parts/Outcome";
import { Notice } from "../parts/Problem";
import { Time } from "../parts/Time";

const COLUMNS = { base: "1fr", lg: "minmax(0, 1fr) 150px 150px 84px" };
const HEADS = ["Dataset", "Last sync", "Next sync", "Size"];

export function DatasetList({ rows }: { rows: Row[] }) {
  return (
    <Box borderWidth="1px" overflow="hidden" rounded="lg">
      <Grid
        aria-hidden
        bg="bg.muted"
        color="fg.muted"
        columnGap={5}
        display={{ base: "none", lg: "grid" }}
        fontSize="sm"
        px={4}
        py={2}
        templateColumns={COLUMNS}
      >
        {HEADS.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </Grid>
      <Box as="ul" listStyleType="none">
        {rows.map((row) => (
          <Box as="li" borderTopWidth="1px" key={row.name}>
            <DatasetRow row={row} />
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function DatasetRow({ row }: { row: Row }) {
  return (
    <Grid alignItems="start" columnGap={5} px={4} py={3} rowGap={2} templateColumns={COLUMNS}>
      <Stack gap={1.5} minW={0}>
        <HStack flexWrap="wrap" gap={2}>
          <Link asChild fontWeight="semibold" overflowWrap="anywhere">
            <RouterLink to={datasetPath(row.name)}>{row.name}</RouterLink>
          </Link>
          <Marks row={row} />
        </HStack>
        {row.description ? (
          <Text color="fg.muted" fontSize="sm" lineClamp={2}>
            {row.description}
          </Text>
        ) : null}
        {row.error ? (
          <Notice live={false} status="error" title="This definition cannot be used">
            {row.error}
          </Notice>
        ) : (
          <Types row={row} />
        )}
        <HStack color="fg.muted" flexWrap="wrap" fontSize="sm" gap={3}>
          <span>{row.owner ? `Owner: ${row.owner}` : "No owner"}</span>
          {row.error ? null : (
            <Link asChild color="fg.muted" variant="underline">
              <RouterLink aria-label={`DAG of ${row.name}`} to={dagPageUrl(row.dag_id)}>
                Open its DAG
              </RouterLink>
            </Link>
          )}
        </HStack>
      </Stack>
      <Cell head="Last sync">{row.last_sync ? <Time at={row.last_sync.at} relative /> : "not yet"}</Cell>
      <Cell head="Next sync">
        <NextSync row={row} />
      </Cell>
      <Cell head="Size">{size(row.size)}</Cell>
    </Grid>
  );
}

function Cell({ head, children }: { head: string; children: ReactNode }) {
  return (
    <HStack alignItems="baseline" fontSize="sm" gap={2}>
      <Text as="span" color="fg.muted" display={{ base: "inline", lg: "none" }} minW="80px">
        {head}
      </Text>
      <span>{children}</span>
    </HStack>
  );
}

/** Badges that set a dataset apart; also on its own page. */
export function Marks({ row }: { row: Row }) {
  return (
    <>
      {row.origin === "git" ? (
        <Badge
          colorPalette="purple"
          title="Its definition is a file that is reviewed in git; it cannot be edited here."
        >
          managed in git
        </Badge>
      ) : null}
      {row.paused ? <Badge colorPalette="warning">paused</Badge> : null}
    </>
  );
}

function NextSync({ row }: { row: Row }) {
  if (row.error) return <>–</>;
  if (row.schedule === null) return <>by hand only</>;
  if (row.paused) return <>paused</>;
  return row.next_sync ? <Time at={row.next_sync} relative /> : <>{describeSchedule(row.schedule)}</>;
}

function Types({ row }: { row: Row }) {
  const me = useMe();
  const label = (id: string): string => me.data_types.find((each) => each.id === id)?.label ?? id;
  return (
    <HStack
      aria-label="Data types, with what came of the last sync"
      as="ul"
      flexWrap="wrap"
      gap={1}
      listStyleType="none"
    >
      {row.data_types.map((id) => (
        <li key={id}>
          <Outcome of={label(id)} state={row.last_sync?.types[id]?.state} />
        </li>
      ))}
    </HStack>
  );
}

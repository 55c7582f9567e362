/** The list of datasets. */
import { Button, EmptyState, HStack, Input, Stack, Text, VStack } from "@chakra-ui/react";
import { useState } from "react";
import { Link as RouterLink } from "react-router-dom";

import { getDatasets } from "../api/gong";
import { count } from "../lib/format";
import { useMe } from "../lib/me";
import { NEW } from "../lib/paths";
import { useRepeat, useSettled } from "../lib/useLater";
import { useLoad } from "../lib/useLoad";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { Notice, Problem } from "../parts/Problem";
import { DatasetList } from "./DatasetList";
import { DeletedNotice } from "./DeletedNotice";

const PAGE = 50;
const SETTLE_MS = 300;
const REFRESH_MS = 15_000;

export function DatasetsPage() {
  const me = useMe();
  const [search, setSearch] = useState("");
  const [offset, setOffset] = useState(0);
  const settled = useSettled(search.trim(), SETTLE_MS);
  const list = useLoad(() => getDatasets(settled, offset, PAGE), `${settled}|${offset}`);
  useRepeat(list.reload, REFRESH_MS, true);
  const total = list.data?.total ?? 0;
  const none = list.data !== undefined && total === 0;

  return (
    <Page
      actions={
        me.can_create ? (
          <Button asChild colorPalette="brand">
            <RouterLink to={NEW}>New dataset</RouterLink>
          </Button>
        ) : null
      }
      lead="Text files made from Gong, kept up to date in your storage."
      title="Datasets"
    >
      <Stack gap={4}>
        <DeletedNotice />
        <HStack flexWrap="wrap" gap={4} hidden={none && settled === ""} justifyContent="space-between">
          <Input
            aria-label="Search datasets"
            flex="1 1 220px"
            maxW="420px"
            onChange={(event) => {
              setSearch(event.target.value);
              setOffset(0);
            }}
            placeholder="Search by name, owner, type"
            type="search"
            value={search}
          />
          <Text aria-live="polite" color="fg.muted" fontSize="sm" role="status">
            {list.data ? count(total, "dataset") : ""}
          </Text>
        </HStack>
        <Problem error={list.error} onRetry={list.reload} title="The datasets could not be loaded" />
        {!list.data && list.loading ? <Loading rows={6} what="the datasets" /> : null}
        {none && settled !== "" ? (
          <Notice status="info">No dataset has “{settled}” in its name, description, owner or data types.</Notice>
        ) : null}
        {none && settled === "" ? <Empty /> : null}
        {list.data && total > 0 ? <DatasetList rows={list.data.datasets} /> : null}
        {total > PAGE ? <Pages offset={offset} onMove={setOffset} total={total} /> : null}
      </Stack>
    </Page>
  );
}

function Empty() {
  const me = useMe();
  return (
    <EmptyState.Root>
      <EmptyState.Content>
        <VStack gap={1} textAlign="center">
          <EmptyState.Title>No datasets yet</EmptyState.Title>
          <EmptyState.Description maxW="52ch">
            A dataset is a folder of text files: choose what you want from Gong, such as calls and transcripts, and
            where the files go. It takes about a minute.
          </EmptyState.Description>
        </VStack>
        {me.can_create ? (
          <Button asChild colorPalette="brand" mt={2}>
            <RouterLink to={NEW}>New dataset</RouterLink>
          </Button>
        ) : null}
      </EmptyState.Content>
    </EmptyState.Root>
  );
}

function Pages({ offset, total, onMove }: { offset: number; total: number; onMove: (offset: number) => void }) {
  const last = Math.min(offset + PAGE, total);
  return (
    <HStack aria-label="Pages" as="nav" gap={3} justifyContent="center">
      <Button
        disabled={offset === 0}
        onClick={() => {
          onMove(Math.max(0, offset - PAGE));
        }}
        size="sm"
        variant="outline"
      >
        Previous
      </Button>
      <Text fontSize="sm">
        {offset + 1}–{last} of {total}
      </Text>
      <Button
        disabled={last >= total}
        onClick={() => {
          onMove(offset + PAGE);
        }}
        size="sm"
        variant="outline"
      >
        Next
      </Button>
    </HStack>
  );
}

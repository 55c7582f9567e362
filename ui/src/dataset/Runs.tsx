/** The history of a dataset's runs, each with its types on demand. */
import { Accordion, Button, HStack, Link, Stack, Text } from "@chakra-ui/react";
import { Link as RouterLink } from "react-router-dom";

import { runPageUrl } from "../api/airflow";
import type { Dataset, Run } from "../api/types";
import { duration } from "../lib/format";
import { rangeText } from "../lib/range";
import type { Loaded } from "../lib/useLoad";
import { Loading } from "../parts/Loading";
import { Outcome } from "../parts/Outcome";
import { Problem } from "../parts/Problem";
import { RunTypes } from "../parts/RunTypes";
import { Section } from "../parts/Section";
import { Time } from "../parts/Time";

const KINDS: Record<string, string> = { scheduled: "Scheduled sync", manual: "Sync by hand", backfill: "Backfill" };

interface Props {
  dataset: Dataset;
  runs: Loaded<{ runs: Run[] }>;
  onFollow: (runId: string) => void;
}

export function Runs({ dataset, runs, onFollow }: Props) {
  const found = runs.data?.runs;
  return (
    <Section hint="The most recent first." title="Runs">
      <Problem error={runs.error} onRetry={runs.reload} title="The runs could not be loaded" />
      {!found && runs.loading ? <Loading rows={3} what="the runs" /> : null}
      {found?.length === 0 ? (
        <Text color="fg.muted" fontSize="sm">
          There has been no run yet.
        </Text>
      ) : null}
      <Accordion.Root collapsible lazyMount multiple>
        {found?.map((run) => (
          <Accordion.Item key={run.run_id} value={run.run_id}>
            <Accordion.ItemTrigger>
              <HStack columnGap={3} flex="1" flexWrap="wrap" fontSize="sm" rowGap={1}>
                <Outcome state={run.state} />
                <Text fontWeight="medium">{kindOf(run)}</Text>
                <Text color="fg.muted" fontWeight="normal">
                  <Details run={run} />
                </Text>
              </HStack>
              <Accordion.ItemIndicator />
            </Accordion.ItemTrigger>
            <Accordion.ItemContent>
              <Accordion.ItemBody>
                <Stack gap={2}>
                  <RunTypes types={run.types} />
                  <HStack gap={4}>
                    <Link asChild fontSize="sm" variant="underline">
                      <RouterLink to={runPageUrl(dataset.dag_id, run.run_id)}>Open in Airflow</RouterLink>
                    </Link>
                    {run.ended === null ? (
                      <Button
                        onClick={() => {
                          onFollow(run.run_id);
                        }}
                        size="xs"
                        variant="outline"
                      >
                        Follow
                      </Button>
                    ) : null}
                  </HStack>
                </Stack>
              </Accordion.ItemBody>
            </Accordion.ItemContent>
          </Accordion.Item>
        ))}
      </Accordion.Root>
    </Section>
  );
}

function kindOf(run: Run): string {
  return run.range ? `Import of ${rangeText(run.range)}` : (KINDS[run.kind] ?? "Sync");
}

function Details({ run }: { run: Run }) {
  return (
    <>
      <Time at={run.started ?? run.at} />
      {run.started && run.ended ? `, ${duration(run.started, run.ended)}` : ""}
      {run.by ? `, by ${run.by}` : ""}
    </>
  );
}

/** A run that is followed as it goes. */
import { Button, HStack, Link, Progress, Spinner, Stack, Text } from "@chakra-ui/react";
import { useEffect, useRef } from "react";
import { Link as RouterLink } from "react-router-dom";

import { runPageUrl, setPaused } from "../api/airflow";
import { getRun } from "../api/gong";
import type { Dataset, Run } from "../api/types";
import { rangeText } from "../lib/range";
import { useAction } from "../lib/useAction";
import { useRepeat } from "../lib/useLater";
import { useLoad } from "../lib/useLoad";
import { Loading } from "../parts/Loading";
import { Outcome } from "../parts/Outcome";
import { Notice, Problem } from "../parts/Problem";
import { RunTypes } from "../parts/RunTypes";
import { Section } from "../parts/Section";

const POLL_MS = 1500;
const UNDER_WAY = ["waiting", "running"];

interface Props {
  dataset: Dataset;
  runId: string;
  onEnd: () => void;
  onClose: () => void;
  onResume: () => void;
}

export function LiveRun({ dataset, runId, onEnd, onClose, onResume }: Props) {
  const { data: run, error, reload, loading } = useLoad(() => getRun(dataset.name, runId), runId);
  const over = run?.state === "success" || run?.state === "failed";
  useRepeat(reload, POLL_MS, !over);
  const told = useRef(false);
  useEffect(() => {
    if (!over || told.current) return;
    told.current = true;
    onEnd();
  });
  return (
    <Section
      actions={
        over ? (
          <Button onClick={onClose} size="sm" variant="ghost">
            Close
          </Button>
        ) : null
      }
      hint={
        <Link asChild variant="underline">
          <RouterLink to={runPageUrl(dataset.dag_id, runId)}>Open the run in Airflow</RouterLink>
        </Link>
      }
      title={run?.range ? `Import of ${rangeText(run.range)}` : "Sync"}
    >
      <Stack gap={3}>
        <Problem error={error} onRetry={reload} title="The run could not be followed" />
        {!run && loading ? <Loading rows={dataset.data_types.length} what="the run" /> : null}
        {run ? <State run={run} /> : null}
        {dataset.paused && run?.state === "queued" ? <Paused dataset={dataset} onResume={onResume} /> : null}
        {run ? <RunTypes types={run.types} /> : null}
      </Stack>
    </Section>
  );
}

function State({ run }: { run: Run }) {
  const done = run.types.filter((type) => !UNDER_WAY.includes(type.state)).length;
  const over = run.state === "success" || run.state === "failed";
  const sentence = over
    ? { success: "Finished.", failed: "Finished; at least one type failed, see below." }[
        run.state as "success" | "failed"
      ]
    : run.state === "queued"
      ? "Waiting for Airflow to begin …"
      : `Running: ${done} of ${run.types.length} types are done.`;
  return (
    <>
      <HStack aria-live="polite" fontSize="sm" gap={2} role="status">
        {over ? <Outcome state={run.state} /> : <Spinner aria-hidden size="sm" />}
        <Text>{sentence}</Text>
      </HStack>
      <Progress.Root
        aria-label="Progress of the sync"
        colorPalette={run.state === "failed" ? "failed" : "brand"}
        max={Math.max(run.types.length, 1)}
        size="xs"
        value={over ? Math.max(run.types.length, 1) : done}
      >
        <Progress.Track>
          <Progress.Range />
        </Progress.Track>
      </Progress.Root>
    </>
  );
}

function Paused({ dataset, onResume }: { dataset: Dataset; onResume: () => void }) {
  const resume = useAction(async () => {
    await setPaused(dataset.dag_id, false);
    onResume();
  });
  return (
    <>
      <Notice
        action={
          <Button loading={resume.busy} onClick={() => void resume.run()} size="xs" variant="outline">
            Resume syncing
          </Button>
        }
        status="warning"
        title="Syncing is paused"
      >
        Airflow begins no run of a paused dataset, also none that was started by hand.
      </Notice>
      <Problem error={resume.error} title="That was not changed" />
    </>
  );
}

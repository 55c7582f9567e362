/** One dataset: what its files are, what came of each type, its runs, and everything that can be done with it. */
import { Link, Stack } from "@chakra-ui/react";
import { useState } from "react";
import { Link as RouterLink, useParams, useSearchParams } from "react-router-dom";

import { dagPageUrl, dagReady, startRun } from "../api/airflow";
import { getDataset, getRuns } from "../api/gong";
import type { Dataset, Definition, Run, RunConf } from "../api/types";
import { Marks } from "../datasets/DatasetList";
import { ACCOUNT } from "../lib/paths";
import { describeSchedule } from "../lib/schedule";
import { useAction } from "../lib/useAction";
import { useRepeat } from "../lib/useLater";
import { type Loaded, useLoad } from "../lib/useLoad";
import { type Fact, Facts } from "../parts/Facts";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { Notice, Problem } from "../parts/Problem";
import { Section } from "../parts/Section";
import { Time } from "../parts/Time";
import { DatasetActions } from "./DatasetActions";
import { Files } from "./Files";
import { LiveRun } from "./LiveRun";
import { Runs } from "./Runs";
import { TypeTable } from "./TypeTable";

const RUNS = 20;
const REFRESH_MS = 10_000;

export function DatasetPage() {
  const { name = "" } = useParams();
  const dataset = useLoad(() => getDataset(name), name);
  if (dataset.data) return <Shown dataset={dataset.data} error={dataset.error} reload={dataset.reload} />;
  return (
    <Page title={name}>
      {dataset.error ? (
        <Problem error={dataset.error} onRetry={dataset.reload} title="The dataset could not be loaded" />
      ) : (
        <Loading rows={6} what="the dataset" />
      )}
    </Page>
  );
}

function Shown({ dataset, error, reload }: { dataset: Dataset } & Pick<Loaded<Dataset>, "error" | "reload">) {
  const runs = useLoad(() => getRuns(dataset.name, RUNS), dataset.name);
  const [followed, follow] = useFollowed(runs.data?.runs);
  const [ended, setEnded] = useState(0);
  const refresh = (): void => {
    reload();
    runs.reload();
  };
  useRepeat(refresh, REFRESH_MS, followed === null);
  const sync = useAction(async (conf: RunConf) => {
    // An edit reaches the DAG when Airflow has read it; a run of a new type would be refused until then.
    await dagReady(dataset.dag_id, dataset.data_types);
    follow(await startRun(dataset.dag_id, conf));
    runs.reload();
  });

  return (
    <Page
      actions={<DatasetActions dataset={dataset} onChange={refresh} onSync={sync} />}
      lead={<Lead dataset={dataset} />}
      title={dataset.name}
    >
      <Stack gap={5}>
        <Problem error={error} onRetry={reload} title="The dataset could not be refreshed" />
        <Problem error={sync.error} title="The sync was not started" />
        {dataset.error ? (
          <Notice live={false} status="error" title="This definition cannot be used">
            {dataset.error}
          </Notice>
        ) : null}
        {dataset.conn_ok || dataset.error ? null : <NoConnection dataset={dataset} />}
        {followed ? (
          <LiveRun
            dataset={dataset}
            key={followed}
            onClose={() => {
              follow(null);
            }}
            onEnd={() => {
              setEnded((before) => before + 1);
              refresh();
            }}
            onResume={refresh}
            runId={followed}
          />
        ) : null}
        {dataset.error ? null : (
          <>
            <TypeTable dataset={dataset} onSync={sync} />
            <Files dataset={dataset} stamp={ended} />
          </>
        )}
        <Runs dataset={dataset} onFollow={follow} runs={runs} />
        {dataset.definition && !dataset.error ? (
          <Section title="About this dataset">
            <Facts facts={factsOf(dataset, dataset.definition)} />
          </Section>
        ) : null}
      </Stack>
    </Page>
  );
}

/** The run that is followed: the one in the address, else one that is under way. */
function useFollowed(runs: Run[] | undefined): [string | null, (runId: string | null) => void] {
  const [search] = useSearchParams();
  const [chosen, setChosen] = useState<string | null | undefined>(search.get("run") ?? undefined);
  const active = runs?.find((run) => run.state === "running" || run.state === "queued");
  return [chosen === undefined ? (active?.run_id ?? null) : chosen, setChosen];
}

function Lead({ dataset }: { dataset: Dataset }) {
  return (
    <Stack alignItems="flex-start" gap={1}>
      {dataset.description ? <span>{dataset.description}</span> : null}
      <Stack alignItems="center" direction="row" flexWrap="wrap" gap={2}>
        {dataset.error ? null : <span>{describeSchedule(dataset.schedule)}</span>}
        <Marks row={dataset} />
      </Stack>
    </Stack>
  );
}

function NoConnection({ dataset }: { dataset: Dataset }) {
  return (
    <Notice status="warning" title="This dataset has no working Gong account">
      {dataset.mine ? (
        <>
          Its runs fail until you{" "}
          <Link asChild variant="underline">
            <RouterLink to={ACCOUNT}>connect your Gong account</RouterLink>
          </Link>
          . The files stay.
        </>
      ) : (
        <>Its runs fail until {dataset.owner || "its owner"} connects a Gong account. The files stay.</>
      )}
    </Notice>
  );
}

function factsOf(dataset: Dataset, definition: Definition): Fact[] {
  return [
    ["Owner", dataset.owner || "nobody"],
    [
      "Next sync",
      dataset.paused ? (
        "none while syncing is paused"
      ) : dataset.next_sync ? (
        <Time at={dataset.next_sync} key="next" />
      ) : (
        "none is planned"
      ),
    ],
    ["Files go to", `${definition.bucket}/${definition.prefix}`],
    ["Connections", `${definition.gong_conn_id} (Gong), ${definition.aws_conn_id} (storage)`],
    [
      "Records per type",
      definition.limit === null ? "all" : `the ${definition.limit.toLocaleString("en")} most recent`,
    ],
    [
      "Looks back",
      definition.lookback_days === null ? "a year; user stats 30 days" : `${definition.lookback_days} days`,
    ],
    ["Private calls", definition.include_private_calls ? "included" : "left out"],
    [
      "Runs in Airflow as",
      <Link asChild key="dag" variant="underline">
        <RouterLink to={dagPageUrl(dataset.dag_id)}>{dataset.dag_id}</RouterLink>
      </Link>,
    ],
  ];
}

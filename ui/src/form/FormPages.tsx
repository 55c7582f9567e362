/** The form's three pages: a new dataset, one like another, and editing one. */
import { useParams, useSearchParams } from "react-router-dom";

import { getConnections, getDataset } from "../api/gong";
import type { Dataset, Definition, GongConnection, StorageConnection } from "../api/types";
import { useMe } from "../lib/me";
import { useLoad } from "../lib/useLoad";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { Notice, Problem } from "../parts/Problem";
import { DatasetForm } from "./DatasetForm";
import { DEFAULTS } from "./definition";

interface Connections {
  gong: GongConnection[];
  storage: StorageConnection[];
}

export function NewPage() {
  const me = useMe();
  const [search] = useSearchParams();
  const like = search.get("like");
  const loaded = useLoad(async () => {
    const [connections, model] = await Promise.all([getConnections(), like === null ? null : getDataset(like)]);
    return {
      connections,
      start: model?.definition ? copyOf(model.definition, me.name, connections) : blank(me.name, connections),
    };
  }, like ?? "");
  return (
    <Page
      lead="Choose what you want from Gong and where it goes. The steps can be taken in any order."
      title={like === null ? "New dataset" : `New dataset like ${like}`}
    >
      {me.can_create ? null : (
        <Notice status="info">
          Your role in Airflow lets you look at datasets, not make them. Ask an administrator of Airflow for the role
          “User”.
        </Notice>
      )}
      <Problem error={loaded.error} onRetry={loaded.reload} title="The form could not be prepared" />
      {!loaded.data && loaded.loading ? <Loading rows={8} what="the form" /> : null}
      {loaded.data && me.can_create ? (
        <DatasetForm
          connections={loaded.data.connections}
          draft={`new:${like ?? ""}`}
          start={loaded.data.start}
          version={null}
        />
      ) : null}
    </Page>
  );
}

export function EditPage() {
  const { name = "" } = useParams();
  const loaded = useLoad(async () => {
    const [connections, dataset] = await Promise.all([getConnections(), getDataset(name)]);
    return { connections, dataset };
  }, name);
  const dataset = loaded.data?.dataset;
  const closed = dataset ? closedBecause(dataset) : null;
  return (
    <Page title={`Edit ${name}`}>
      <Problem error={loaded.error} onRetry={loaded.reload} title="The dataset could not be loaded" />
      {!loaded.data && loaded.loading ? <Loading rows={8} what="the dataset" /> : null}
      {closed ? <Notice status="info">{closed}</Notice> : null}
      {loaded.data && dataset?.definition && closed === null ? (
        <DatasetForm
          connections={loaded.data.connections}
          draft={`edit:${name}`}
          start={dataset.definition}
          version={dataset.version}
        />
      ) : null}
    </Page>
  );
}

function closedBecause(dataset: Dataset): string | null {
  if (dataset.origin === "git") return "This dataset is managed in git: change its file there.";
  if (!dataset.may_edit) return "You may not edit this dataset: it belongs to somebody else.";
  return dataset.error === null
    ? null
    : `This definition has mistakes that a form cannot show. An administrator mends it under Admin › Variables. ${dataset.error}`;
}

function blank(owner: string, { gong, storage }: Connections): Definition {
  const own = gong.find((each) => each.own) ?? gong[0];
  return { ...DEFAULTS, owner, gong_conn_id: own?.conn_id ?? "", aws_conn_id: storage[0]?.conn_id ?? "" };
}

/** A copy has its own name and folder, belongs to who makes it, and uses an account that they may use. */
function copyOf(definition: Definition, owner: string, connections: Connections): Definition {
  const may = connections.gong.some((each) => each.conn_id === definition.gong_conn_id);
  return {
    ...definition,
    name: "",
    prefix: "",
    owner,
    ...(may ? {} : { gong_conn_id: blank(owner, connections).gong_conn_id }),
  };
}

/** The form of a dataset: steps that can be taken in any order, and beside them what will come of it. */
import { Button, Grid, Input, Stack, Textarea } from "@chakra-ui/react";
import { useState } from "react";

import { getAccount } from "../api/gong";
import type { Definition, GongConnection, StorageConnection } from "../api/types";
import { useLoad } from "../lib/useLoad";
import { Field } from "../parts/Field";
import { Notice } from "../parts/Problem";
import { Section } from "../parts/Section";
import { Conflict, otherVersion } from "./Conflict";
import { complete } from "./definition";
import { DestinationStep } from "./DestinationStep";
import { Finish } from "./Finish";
import { LimitsStep } from "./LimitsStep";
import { SourceStep } from "./SourceStep";
import { StagedFiles } from "./StagedFiles";
import { SyncStep } from "./SyncStep";
import { TypesStep } from "./TypesStep";
import { useEstimates } from "./useEstimates";
import { type Form, useForm } from "./useForm";
import { useSave } from "./useSave";

interface Props {
  /** Names the draft. */
  draft: string;
  start: Definition;
  /** The version that is edited; null for a new dataset. */
  version: string | null;
  connections: { gong: GongConnection[]; storage: StorageConnection[] };
}

export function DatasetForm({ draft, start, version: opened, connections }: Props) {
  const form = useForm(draft, start, opened === null);
  const account = useLoad(getAccount, "account");
  const [version, setVersion] = useState(opened);
  const [files, setFiles] = useState<File[]>([]);
  const saving = useSave(form, files);
  const { definition, change } = form;
  const [estimates, again] = useEstimates(
    definition,
    definition.gong_conn_id !== "" &&
      account.data !== undefined &&
      usable(account.data.state, account.data.conn_id, definition),
  );
  const other = otherVersion(saving.error);

  return (
    <Stack gap={5}>
      {form.restored ? (
        <Notice
          action={
            <Button onClick={form.startOver} size="xs" variant="outline">
              Start over
            </Button>
          }
          live={false}
          status="info"
        >
          What you had typed is back. Files to upload have to be chosen again.
        </Notice>
      ) : null}
      {other ? (
        <Conflict
          busy={saving.busy}
          mine={complete(definition)}
          onMine={() => {
            setVersion(other.version);
            saving.save(other.version);
          }}
          onTheirs={() => {
            change(other.definition);
            setVersion(other.version);
            saving.clear();
          }}
          other={other}
        />
      ) : null}
      <Grid alignItems="start" gap={5} templateColumns={{ base: "minmax(0, 1fr)", lg: "minmax(0, 1fr) 340px" }}>
        <Stack gap={5}>
          <Naming fixed={opened !== null} form={form} />
          <SourceStep account={account} connections={connections.gong} form={form} />
          <TypesStep account={account.data} estimates={estimates} form={form} onRetry={again} />
          <DestinationStep fixed={opened !== null} form={form} storage={connections.storage} />
          <SyncStep form={form} />
          <LimitsStep form={form} />
        </Stack>
        <Stack gap={4} position={{ lg: "sticky" }} top={{ lg: 4 }}>
          <StagedFiles
            estimates={estimates}
            onRemoveType={(id) => {
              change({ data_types: definition.data_types.filter((each) => each !== id) });
            }}
            onUploads={setFiles}
            types={definition.data_types}
            uploads={files}
          />
          <Finish
            conflict={other !== null}
            definition={definition}
            isNew={opened === null}
            saving={saving}
            version={version}
          />
        </Stack>
      </Grid>
    </Stack>
  );
}

/** An estimate needs an account that works; whether a shared one does, Gong tells. */
function usable(state: string, own: string, { gong_conn_id }: Definition): boolean {
  return gong_conn_id !== own || state === "connected";
}

function Naming({ form, fixed }: { form: Form; fixed: boolean }) {
  const { definition, change, mistake } = form;
  return (
    <Section title="Name">
      <Stack gap={4}>
        {fixed ? null : (
          <Field
            error={mistake("name")}
            hint="Lower-case letters, digits and hyphens, such as sales-calls. It stays."
            label="Name"
            required
          >
            <Input
              autoComplete="off"
              onChange={(event) => {
                change({ name: event.target.value });
              }}
              spellCheck={false}
              value={definition.name}
            />
          </Field>
        )}
        <Field error={mistake("description")} label="What it is for">
          <Textarea
            autoresize
            onChange={(event) => {
              change({ description: event.target.value });
            }}
            rows={1}
            value={definition.description}
          />
        </Field>
      </Stack>
    </Section>
  );
}

/** The form of a dataset: steps that can be taken in any order, and beside them what will come of it. */
import { Box, Button, Grid, HStack, Input, Link, Spinner, Stack, Text, Textarea } from "@chakra-ui/react";
import { useState } from "react";
import { Link as RouterLink } from "react-router-dom";

import { getAccount } from "../api/gong";
import type { Definition, GongConnection, StorageConnection } from "../api/types";
import { datasetPath } from "../lib/paths";
import { useLoad } from "../lib/useLoad";
import { Field } from "../parts/Field";
import { Notice, Problem } from "../parts/Problem";
import { Section } from "../parts/Section";
import { UploadList } from "../parts/UploadList";
import { Conflict, otherVersion } from "./Conflict";
import { complete } from "./definition";
import { DestinationStep } from "./DestinationStep";
import { LimitsStep } from "./LimitsStep";
import { SourceStep } from "./SourceStep";
import { StagedFiles } from "./StagedFiles";
import { SyncStep } from "./SyncStep";
import { TypesStep } from "./TypesStep";
import { useEstimates } from "./useEstimates";
import { type Form, useForm } from "./useForm";
import { type Saving, useSave } from "./useSave";

interface Props {
  /** Names the draft. */
  draft: string;
  start: Definition;
  /** The version that is edited; null for a new dataset. */
  version: string | null;
  connections: { gong: GongConnection[]; storage: StorageConnection[] };
}

export function DatasetForm({ draft, start, version: opened, connections }: Props) {
  const form = useForm(draft, start);
  const account = useLoad(getAccount, "account");
  const [version, setVersion] = useState(opened);
  const [files, setFiles] = useState<File[]>([]);
  const saving = useSave(form, files);
  const { definition, change } = form;
  const [estimates, again] = useEstimates(definition, definition.gong_conn_id !== "" && account.data !== undefined && usable(account.data.state, account.data.conn_id, definition));
  const other = otherVersion(saving.error);

  return (
    <Stack gap={5}>
      {form.restored ? (
        <Notice action={<Button onClick={form.startOver} size="xs" variant="outline">Start over</Button>} live={false} status="info">
          What you had typed is back. Files to upload have to be chosen again.
        </Notice>
      ) : null}
      {other ? (
        <Conflict
          busy={saving.busy} mine={complete(definition)} onMine={() => { setVersion(other.version); saving.save(other.version); }}
          onTheirs={() => { change(other.definition); setVersion(other.version); saving.clear(); }} other={other}
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
            estimates={estimates} onRemoveType={(id) => { change({ data_types: definition.data_types.filter((each) => each !== id) }); }}
            onUploads={setFiles} types={definition.data_types} uploads={files}
          />
          <Finish conflict={other !== null} definition={definition} isNew={opened === null} saving={saving} version={version} />
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
          <Field error={mistake("name")} hint="Lower-case letters, digits and hyphens, such as sales-calls. It stays." label="Name" required>
            <Input autoComplete="off" onChange={(event) => { change({ name: event.target.value }); }} spellCheck={false} value={definition.name} />
          </Field>
        )}
        <Field error={mistake("description")} label="What it is for">
          <Textarea autoresize onChange={(event) => { change({ description: event.target.value }); }} rows={1} value={definition.description} />
        </Field>
      </Stack>
    </Section>
  );
}

interface FinishProps {
  saving: Saving;
  definition: Definition;
  version: string | null;
  isNew: boolean;
  conflict: boolean;
}

function Finish({ saving, definition, version, isNew, conflict }: FinishProps) {
  const missing = [definition.name === "" ? "a name" : "", definition.data_types.length === 0 ? "at least one data type" : "", definition.bucket === "" ? "a bucket" : ""].filter(Boolean);
  return (
    <Stack gap={3}>
      {saving.saved !== null && !saving.busy ? null : (
        <Button colorPalette="brand" disabled={missing.length > 0 || conflict} loading={saving.busy} loadingText={isNew ? "Creating" : "Saving"} onClick={() => { saving.save(version); }} size="lg" width="full">
          {isNew ? "Create and import" : "Save"}
        </Button>
      )}
      <Box aria-live="polite" color="fg.muted" fontSize="sm" minH="21px" role="status">
        {saving.stage ? <HStack gap={2}><Spinner aria-hidden size="xs" />{saving.stage}</HStack> : missing.length > 0 ? `Still missing: ${missing.join(", ")}.` : isNew ? "The first import starts at once." : "A sync that is running is not disturbed."}
      </Box>
      <UploadList uploads={saving.uploads.list} />
      {conflict ? null : <Problem error={saving.error} title={saving.saved === null ? "The dataset was not saved" : "The dataset is saved, but something after that failed"} />}
      {saving.saved !== null && !saving.busy ? <Text fontSize="sm"><Link asChild variant="underline"><RouterLink to={datasetPath(saving.saved)}>Go to {saving.saved}</RouterLink></Link></Text> : null}
    </Stack>
  );
}

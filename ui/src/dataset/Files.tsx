/** The files of a dataset, from Gong and from elsewhere. */
import { Stack, Text } from "@chakra-ui/react";
import { useState } from "react";

import { deleteUpload, getFiles } from "../api/gong";
import type { Dataset, StoredFile } from "../api/types";
import { count, size } from "../lib/format";
import { useAction } from "../lib/useAction";
import { useLoad } from "../lib/useLoad";
import { useUploads } from "../lib/useUploads";
import { Confirm } from "../parts/Confirm";
import { DropZone } from "../parts/DropZone";
import { Loading } from "../parts/Loading";
import { Notice, Problem } from "../parts/Problem";
import { Section } from "../parts/Section";
import { UploadList } from "../parts/UploadList";
import { FileList } from "./FileList";

/** `stamp` changes when a run has ended, so that the list is read again. */
export function Files({ dataset, stamp }: { dataset: Dataset; stamp: number }) {
  const files = useLoad(() => getFiles(dataset.name), `${dataset.name}|${stamp}`);
  const [last, setLast] = useState(files.data);
  if (files.data && files.data !== last) setLast(files.data);
  const [asked, setAsked] = useState<StoredFile>();
  const uploads = useUploads(dataset.name);
  const remove = useAction(async (file: StoredFile) => {
    await deleteUpload(dataset.name, file.name);
    setAsked(undefined);
    files.reload();
  });
  const shown = files.data ?? last;
  const total = shown?.files.reduce((sum, file) => sum + file.size, 0) ?? 0;
  const editable = dataset.may_edit;

  return (
    <Section
      hint={shown ? `${count(shown.files.length, "file")}, ${size(total)}` : "In the dataset’s storage"}
      title="Files"
    >
      <Stack gap={4}>
        <Problem error={files.error} onRetry={files.reload} title="The storage did not answer" />
        {!shown && !files.error && files.loading ? <Loading rows={4} what="the files" /> : null}
        {shown?.files.length === 0 ? (
          <Text color="fg.muted" fontSize="sm">
            There are no files yet. The first sync makes them.
          </Text>
        ) : null}
        {shown && shown.files.length > 0 ? (
          <FileList dataset={dataset} files={shown.files} {...(editable ? { onDelete: setAsked } : {})} />
        ) : null}
        {shown?.truncated ? <Notice status="info">The folder holds more files than are listed here.</Notice> : null}
        <UploadList uploads={uploads.list} />
        {editable ? (
          <DropZone
            hint="They become part of this dataset; a sync never touches them."
            onFiles={(chosen) => {
              void uploads.send(chosen).then(files.reload);
            }}
          />
        ) : null}
      </Stack>
      {asked ? (
        <Confirm
          busy={remove.busy}
          doing="Delete file"
          error={remove.error}
          onClose={() => {
            setAsked(undefined);
          }}
          onConfirm={() => void remove.run(asked)}
          title="Delete this file?"
        >
          <Text fontSize="sm" overflowWrap="anywhere">
            <strong>{asked.name}</strong> was uploaded here. It is deleted from the storage for good.
          </Text>
        </Confirm>
      ) : null}
    </Section>
  );
}

/** Deleting a dataset; its files stay unless asked otherwise. */
import { RadioGroup, Stack, Text } from "@chakra-ui/react";
import { type RefObject, useState } from "react";
import { useNavigate } from "react-router-dom";

import { deleteDataset } from "../api/gong";
import type { Dataset } from "../api/types";
import { HOME } from "../lib/paths";
import { useAction } from "../lib/useAction";
import { Confirm } from "../parts/Confirm";

type Choice = "keep" | "delete";

interface Props {
  dataset: Dataset;
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
}

export function DeleteDialog({ dataset, opener, onClose }: Props) {
  const navigate = useNavigate();
  const [files, setFiles] = useState<Choice>("keep");
  const remove = useAction(async () => {
    const deleted = await deleteDataset(dataset.name, files);
    await navigate(HOME, { state: { deleted } });
  });
  const place = dataset.definition ? `${dataset.definition.bucket}/${dataset.definition.prefix}` : "the storage";
  return (
    <Confirm
      busy={remove.busy}
      doing={files === "keep" ? "Delete dataset" : "Delete dataset and files"}
      error={remove.error}
      onClose={onClose}
      opener={opener}
      onConfirm={() => void remove.run()}
      title={`Delete ${dataset.name}?`}
    >
      <Text fontSize="sm">It stops syncing, and its history of runs in Airflow goes with it.</Text>
      <RadioGroup.Root
        aria-label="What becomes of the files"
        colorPalette="brand"
        onValueChange={({ value }) => {
          setFiles(value === "delete" ? "delete" : "keep");
        }}
        value={files}
      >
        <Stack gap={3}>
          <Option hint={`They stay in ${place}.`} label="Keep the files" value="keep" />
          <Option
            hint="Files from Gong and files that were uploaded here are deleted for good."
            label="Delete the files, too"
            value="delete"
          />
        </Stack>
      </RadioGroup.Root>
    </Confirm>
  );
}

function Option({ value, label, hint }: { value: Choice; label: string; hint: string }) {
  return (
    <RadioGroup.Item alignItems="flex-start" value={value}>
      <RadioGroup.ItemHiddenInput />
      <RadioGroup.ItemIndicator mt={0.5} />
      <RadioGroup.ItemText>
        {label}
        <Text color="fg.muted" fontSize="sm" fontWeight="normal" overflowWrap="anywhere">
          {hint}
        </Text>
      </RadioGroup.ItemText>
    </RadioGroup.Item>
  );
}

/** What can be done with a dataset as a whole. */
import { Button, Menu, Portal } from "@chakra-ui/react";
import { ChevronDown } from "lucide-react";
import { useRef, useState } from "react";
import { Link as RouterLink } from "react-router-dom";

import { setPaused } from "../api/airflow";
import { getYaml } from "../api/gong";
import type { Dataset, RunConf } from "../api/types";
import { useMe } from "../lib/me";
import { duplicatePath, editPath } from "../lib/paths";
import { saveText } from "../lib/saveText";
import { type Action, useAction } from "../lib/useAction";
import { Problem } from "../parts/Problem";
import { DeleteDialog } from "./DeleteDialog";
import { RangeDialog } from "./RangeDialog";

interface Props {
  dataset: Dataset;
  onSync: Action<[RunConf]>;
  onChange: () => void;
}

export function DatasetActions({ dataset, onSync, onChange }: Props) {
  const me = useMe();
  const [asked, setAsked] = useState<"delete" | "range">();
  const opener = useRef<HTMLButtonElement>(null);
  const pause = useAction(async () => {
    await setPaused(dataset.dag_id, !dataset.paused);
    onChange();
  });
  const yaml = useAction(async () => {
    saveText(`${dataset.name}.yaml`, await getYaml(dataset.name));
  });
  const close = (): void => {
    setAsked(undefined);
  };
  const editable = dataset.may_edit && dataset.origin === "page";
  const history = dataset.data_types.some((id) => me.data_types.find((each) => each.id === id)?.has_history);

  return (
    <>
      {dataset.may_run ? (
        <Button colorPalette="brand" loading={onSync.busy} loadingText="Starting" onClick={() => void onSync.run({})}>
          Sync now
        </Button>
      ) : null}
      {editable && !dataset.error ? (
        <Button asChild variant="outline">
          <RouterLink to={editPath(dataset.name)}>Edit</RouterLink>
        </Button>
      ) : null}
      <Menu.Root positioning={{ placement: "bottom-end" }}>
        <Menu.Trigger asChild>
          <Button loading={pause.busy || yaml.busy} ref={opener} variant="outline">
            More <ChevronDown aria-hidden size={16} />
          </Button>
        </Menu.Trigger>
        <Portal>
          <Menu.Positioner>
            <Menu.Content>
              {dataset.may_run && history ? (
                <Menu.Item
                  onClick={() => {
                    setAsked("range");
                  }}
                  value="range"
                >
                  Import a range of dates …
                </Menu.Item>
              ) : null}
              {dataset.may_run && dataset.paused !== null ? (
                <Menu.Item onClick={() => void pause.run()} value="pause">
                  {dataset.paused ? "Resume syncing" : "Pause syncing"}
                </Menu.Item>
              ) : null}
              {me.can_create && !dataset.error ? (
                <Menu.Item asChild value="duplicate">
                  <RouterLink to={duplicatePath(dataset.name)}>Duplicate</RouterLink>
                </Menu.Item>
              ) : null}
              {dataset.error ? null : (
                <Menu.Item onClick={() => void yaml.run()} value="yaml">
                  Export as YAML
                </Menu.Item>
              )}
              {editable ? (
                <Menu.Item
                  color="red.fg"
                  onClick={() => {
                    setAsked("delete");
                  }}
                  value="delete"
                >
                  Delete …
                </Menu.Item>
              ) : null}
            </Menu.Content>
          </Menu.Positioner>
        </Portal>
      </Menu.Root>
      <Problem error={pause.error} title="That was not changed" />
      <Problem error={yaml.error} title="The file was not made" />
      {asked === "delete" ? <DeleteDialog dataset={dataset} onClose={close} opener={opener} /> : null}
      {asked === "range" ? <RangeDialog dataset={dataset} onClose={close} onSync={onSync} opener={opener} /> : null}
    </>
  );
}

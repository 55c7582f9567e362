/** Importing a range of dates into history files. */
import { HStack, Input, Stack, Text } from "@chakra-ui/react";
import { type RefObject, useState } from "react";

import type { Dataset, RunConf } from "../api/types";
import { list } from "../lib/format";
import { useMe } from "../lib/me";
import { rangeConf, rangeProblem } from "../lib/range";
import type { Action } from "../lib/useAction";
import { Check } from "../parts/Choice";
import { Confirm } from "../parts/Confirm";
import { Field } from "../parts/Field";

interface Props {
  dataset: Dataset;
  onSync: Action<[RunConf]>;
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
}

export function RangeDialog({ dataset, onSync, opener, onClose }: Props) {
  const me = useMe();
  const own = me.data_types.filter((each) => dataset.data_types.includes(each.id));
  const [chosen, setChosen] = useState(own.filter((each) => each.has_history).map((each) => each.id));
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const today = new Date().toISOString().slice(0, 10);
  const problem = rangeProblem(first, last, today) ?? undefined;
  const present = own.filter((each) => !each.has_history).map((each) => each.label);
  const start = async (): Promise<void> => {
    if (await onSync.run({ data_types: chosen, ...rangeConf(first, last) })) onClose();
  };
  return (
    <Confirm
      busy={onSync.busy}
      danger={false}
      disabled={first === "" || last === "" || problem !== undefined || chosen.length === 0}
      doing="Import"
      error={onSync.error}
      onClose={onClose}
      opener={opener}
      onConfirm={() => void start()}
      title="Import a range of dates"
    >
      <Text color="fg.muted" fontSize="sm">
        Everything that Gong has of these days goes into history files beside the current ones, whatever the dataset’s
        limit. The same range always makes the same file.
      </Text>
      <HStack alignItems="flex-start" flexWrap="wrap" gap={4}>
        <Field label="First day" required width="200px">
          <Input
            max={today}
            onChange={(event) => {
              setFirst(event.target.value);
            }}
            type="date"
            value={first}
          />
        </Field>
        <Field error={problem} hint="Included. Days are in UTC." label="Last day" required width="200px">
          <Input
            onChange={(event) => {
              setLast(event.target.value);
            }}
            type="date"
            value={last}
          />
        </Field>
      </HStack>
      <Stack aria-label="Data types" gap={2} role="group">
        {own
          .filter((each) => each.has_history)
          .map(({ id, label }) => (
            <Check
              checked={chosen.includes(id)}
              key={id}
              onChange={(on) => {
                setChosen(on ? [...chosen, id] : chosen.filter((each) => each !== id));
              }}
            >
              {label}
            </Check>
          ))}
      </Stack>
      {present.length > 0 ? (
        <Text color="fg.muted" fontSize="sm">
          Gong knows only the present of {list(present)}.
        </Text>
      ) : null}
    </Confirm>
  );
}

/** Where the files go, and whether they may. */
import { Box, Button, HStack, Icon, Input, Stack, Text } from "@chakra-ui/react";
import { Check as Tick, X } from "lucide-react";
import { useId, useState } from "react";

import { getBuckets, testDestination } from "../api/gong";
import type { Check, StorageConnection } from "../api/types";
import { useAction } from "../lib/useAction";
import { useLoad } from "../lib/useLoad";
import { Select } from "../parts/Choice";
import { Field } from "../parts/Field";
import { Problem } from "../parts/Problem";
import { Section } from "../parts/Section";
import { prefixOf } from "./definition";
import type { Form } from "./useForm";

const WORDS: Record<Check["name"], string> = {
  list: "List the folder",
  write: "Write a file",
  read: "Read it",
  delete: "Delete it",
};

export function DestinationStep({
  form,
  storage,
  fixed,
}: {
  form: Form;
  storage: StorageConnection[];
  fixed: boolean;
}) {
  const { definition, change, mistake } = form;
  const listId = useId();
  const connection = definition.aws_conn_id;
  const buckets = useLoad(
    () => (connection ? getBuckets(connection) : Promise.resolve({ buckets: [], problem: null })),
    connection,
  );
  const [checks, setChecks] = useState<Check[]>();
  const place = { aws_conn_id: connection, bucket: definition.bucket, prefix: prefixOf(definition) };
  const test = useAction(async () => {
    setChecks((await testDestination(place)).checks);
  });
  const set = (patch: Parameters<Form["change"]>[0]): void => {
    setChecks(undefined);
    test.clear();
    change(patch);
  };
  const options = storage.map((each) => ({
    value: each.conn_id,
    label: each.description ? `${each.conn_id}: ${each.description}` : each.conn_id,
  }));
  if (!options.some((each) => each.value === connection))
    options.unshift({ value: connection, label: connection || "Choose a connection" });

  return (
    <Section hint="A folder in a bucket of S3 or of a storage that speaks its language." title="3. Destination">
      <Stack gap={4}>
        <Field
          error={mistake("aws_conn_id")}
          hint={
            storage.length === 0
              ? "No storage is set up. An administrator adds a connection of type Amazon Web Services under Admin › Connections."
              : undefined
          }
          label="Storage"
        >
          <Select
            onChange={(aws_conn_id) => {
              set({ aws_conn_id });
            }}
            options={options}
            value={connection}
          />
        </Field>
        <Field
          error={mistake("bucket")}
          hint={buckets.data?.problem ?? "Choose one or type its name."}
          label="Bucket"
          required
        >
          <Input
            autoComplete="off"
            list={listId}
            onChange={(event) => {
              set({ bucket: event.target.value });
            }}
            spellCheck={false}
            value={definition.bucket}
          />
          <datalist id={listId}>
            {buckets.data?.buckets.map((bucket) => (
              <option key={bucket} value={bucket} />
            ))}
          </datalist>
        </Field>
        <Field
          error={mistake("prefix")}
          hint={
            fixed
              ? "Files that are there already stay in the old folder when you change it."
              : "The dataset’s own folder. Left empty, it is called like the dataset."
          }
          label="Folder (prefix)"
        >
          <Input
            autoComplete="off"
            onChange={(event) => {
              set({ prefix: event.target.value });
            }}
            placeholder={prefixOf(definition)}
            spellCheck={false}
            value={definition.prefix}
          />
        </Field>
        <HStack flexWrap="wrap" gap={3}>
          <Button
            disabled={definition.bucket === "" || place.prefix === "" || connection === ""}
            loading={test.busy}
            loadingText="Testing"
            onClick={() => {
              setChecks(undefined);
              void test.run();
            }}
            size="sm"
            variant="outline"
          >
            Test
          </Button>
          <Text color="fg.muted" fontSize="sm">
            Writes, reads and deletes a small file there.
          </Text>
        </HStack>
        <Problem error={test.error} title="The test was not made" />
        {checks ? <Checks checks={checks} /> : null}
      </Stack>
    </Section>
  );
}

function Checks({ checks }: { checks: Check[] }) {
  return (
    <Box aria-label="Result of the test" role="status">
      <Stack as="ul" fontSize="sm" gap={1} listStyleType="none">
        {checks.map(({ name, ok, message }) => (
          <HStack alignItems="flex-start" as="li" gap={2} key={name}>
            <Icon aria-hidden color={ok ? "fg.success" : "fg.error"} mt={0.5}>
              {ok ? <Tick /> : <X />}
            </Icon>
            <Text overflowWrap="anywhere">
              <strong>
                {WORDS[name]}: {ok ? "works" : "does not work"}.
              </strong>{" "}
              {ok ? "" : message}
            </Text>
          </HStack>
        ))}
      </Stack>
    </Box>
  );
}

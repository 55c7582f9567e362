/** Connecting with an access key: test it, then save it. The secret leaves the browser once and never comes back. */
import { Button, chakra, Grid, GridItem, HStack, Input, List, Text } from "@chakra-ui/react";
import { type FormEvent, useState } from "react";

import { saveKey, testKey } from "../api/gong";
import type { ApiKey, Verdict } from "../api/types";
import { useAction } from "../lib/useAction";
import { Field } from "../parts/Field";
import { Notice, Problem } from "../parts/Problem";

const GONG_HOST = "https://api.gong.io";

interface Props {
  host: string | null;
  onSaved: (message: string) => void;
}

export function ApiTokenForm({ host, onSaved }: Props) {
  const [key, setKey] = useState<ApiKey>({ access_key: "", access_key_secret: "", base_url: host ?? GONG_HOST });
  const [verdict, setVerdict] = useState<Verdict>();
  const test = useAction(async () => {
    setVerdict(await testKey(key));
  });
  const save = useAction(async () => {
    await saveKey(key);
    onSaved("Your Gong account is connected.");
  });
  const errors = { ...test.error?.fields, ...save.error?.fields };
  const incomplete = [key.access_key, key.access_key_secret, key.base_url].some((value) => value.trim() === "");

  const change = (patch: Partial<ApiKey>): void => {
    setKey({ ...key, ...patch });
    setVerdict(undefined);
    test.clear();
    save.clear();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setVerdict(undefined);
    if (!incomplete) void save.run();
  };

  return (
    <Grid columnGap={12} rowGap={5} templateColumns={{ base: "1fr", lg: "minmax(0, 560px) minmax(0, 1fr)" }}>
      <GridItem order={{ lg: 1 }}>
        <HowTo />
      </GridItem>
      <chakra.form autoComplete="off" display="flex" flexDirection="column" gap={4} onSubmit={submit}>
        <Field error={errors.access_key} label="Access key" required>
          <Input
            autoComplete="off"
            name="access_key"
            onChange={(event) => {
              change({ access_key: event.target.value });
            }}
            spellCheck={false}
            value={key.access_key}
          />
        </Field>
        <Field
          error={errors.access_key_secret}
          hint="Stored encrypted; this page never shows it again."
          label="Access key secret"
          required
        >
          <Input
            autoComplete="new-password"
            name="access_key_secret"
            onChange={(event) => {
              change({ access_key_secret: event.target.value });
            }}
            type="password"
            value={key.access_key_secret}
          />
        </Field>
        <Field
          error={errors.base_url}
          hint="Gong shows it beside the key. Most companies have the one that stands here."
          label="API base URL"
          required
        >
          <Input
            autoComplete="off"
            inputMode="url"
            name="base_url"
            onChange={(event) => {
              change({ base_url: event.target.value });
            }}
            spellCheck={false}
            value={key.base_url}
          />
        </Field>
        <HStack flexWrap="wrap" gap={3}>
          <Button
            disabled={incomplete || save.busy}
            loading={test.busy}
            loadingText="Asking Gong"
            onClick={() => {
              setVerdict(undefined);
              save.clear();
              void test.run();
            }}
            variant="outline"
          >
            Test connection
          </Button>
          <Button
            colorPalette="brand"
            disabled={incomplete || test.busy}
            loading={save.busy}
            loadingText="Saving"
            type="submit"
          >
            Save credentials
          </Button>
        </HStack>
        {verdict ? (
          <Notice
            status={verdict.ok ? "success" : "error"}
            title={verdict.ok ? "The connection works" : "The connection does not work"}
          >
            {verdict.message}
          </Notice>
        ) : null}
        <Problem error={test.error} title="The test was not made" />
        <Problem error={save.error} title="The credentials were not saved" />
      </chakra.form>
    </Grid>
  );
}

function HowTo() {
  return (
    <Text as="div" color="fg.muted" fontSize="sm">
      <List.Root as="ol" gap={1} listStylePosition="outside" ps={5}>
        <List.Item>
          In Gong, open <em>Admin center › Settings › Ecosystem › API</em>. You need to be a technical administrator
          there.
        </List.Item>
        <List.Item>Create a key, and copy both parts. Gong shows the secret only once.</List.Item>
        <List.Item>Paste them here, test, and save.</List.Item>
      </List.Root>
    </Text>
  );
}

/** An account that is stored: what it is, whether it works, and how to be rid of it. */
import { Badge, Button, HStack, List, Stack, Text } from "@chakra-ui/react";
import { useState } from "react";

import { checkAccount, disconnect } from "../api/gong";
import type { Account, Verdict } from "../api/types";
import { list } from "../lib/format";
import { useAction } from "../lib/useAction";
import { Confirm } from "../parts/Confirm";
import { type Fact, Facts } from "../parts/Facts";
import { Notice, Problem } from "../parts/Problem";
import { Section } from "../parts/Section";
import { Time } from "../parts/Time";

interface Props {
  account: Account;
  replacing: boolean;
  onReplace: () => void;
  onChange: (message: string) => void;
}

export function Connected({ account, replacing, onReplace, onChange }: Props) {
  const [asking, setAsking] = useState(false);
  const [verdict, setVerdict] = useState<Verdict>();
  const check = useAction(async () => {
    const found = await checkAccount();
    setVerdict(found);
    // A test may find out that the account has to be connected again.
    if (!found.ok) onChange("");
  });
  const working = account.state === "connected";
  return (
    <Section
      actions={
        <>
          {working ? (
            <Button
              loading={check.busy}
              onClick={() => {
                setVerdict(undefined);
                void check.run();
              }}
              size="sm"
              variant="outline"
            >
              Test connection
            </Button>
          ) : null}
          {working && !replacing ? (
            <Button onClick={onReplace} size="sm" variant="outline">
              Replace
            </Button>
          ) : null}
          <Button
            colorPalette="red"
            onClick={() => {
              setAsking(true);
            }}
            size="sm"
            variant="outline"
          >
            Disconnect
          </Button>
        </>
      }
      title="Your account"
    >
      <Stack gap={4}>
        <HStack>
          <Badge colorPalette={working ? "success" : "warning"} size="md">
            {working ? "Connected" : "Reconnect needed"}
          </Badge>
        </HStack>
        {working ? null : <Broken account={account} />}
        <Facts facts={factsOf(account)} />
        {verdict ? (
          <Notice
            status={verdict.ok ? "success" : "error"}
            title={verdict.ok ? "The connection works" : "The connection does not work"}
          >
            {verdict.message}
          </Notice>
        ) : null}
        <Problem error={check.error} title="The test was not made" />
      </Stack>
      {asking ? (
        <Disconnect
          account={account}
          onClose={() => {
            setAsking(false);
          }}
          onDone={onChange}
        />
      ) : null}
    </Section>
  );
}

function Broken({ account }: { account: Account }) {
  return (
    <Notice status="warning" title="Gong does not accept this account any more">
      {account.reason ?? "Connect it again below."}{" "}
      {account.since ? (
        <>
          Since <Time at={account.since} />.
        </>
      ) : null}
    </Notice>
  );
}

function factsOf(account: Account): Fact[] {
  const fact = (label: string, value: Fact[1] | null): Fact[] => (value === null ? [] : [[label, value]]);
  return [
    ["Connected by", account.method === "oauth" ? "signing in to Gong (OAuth)" : "API token"],
    ["Company’s Gong", account.host ?? "–"],
    ...fact("Access key", account.access_key_hint && `ends in ${account.access_key_hint}`),
    ["Connected", <Time at={account.connected_at} key="connected" />],
    ...fact("Access renewed", account.token_issued_at && <Time at={account.token_issued_at} key="issued" relative />),
    [
      "Last used with success",
      account.last_used_at ? <Time at={account.last_used_at} key="used" relative /> : "not yet",
    ],
    ["Used by", account.datasets.length > 0 ? list(account.datasets) : "no dataset yet"],
  ];
}

function Disconnect({
  account,
  onClose,
  onDone,
}: {
  account: Account;
  onClose: () => void;
  onDone: (message: string) => void;
}) {
  const action = useAction(async () => {
    const { message } = await disconnect();
    onClose();
    onDone(message);
  });
  return (
    <Confirm
      busy={action.busy}
      doing="Disconnect"
      error={action.error}
      onClose={onClose}
      onConfirm={() => void action.run()}
      title="Disconnect your Gong account?"
    >
      <List.Root gap={2} ps={5}>
        <List.Item>The credentials stored here are deleted.</List.Item>
        <List.Item>
          {account.datasets.length > 0 ? (
            <>
              These datasets stop syncing until you connect again:{" "}
              <Text as="strong" overflowWrap="anywhere">
                {account.datasets.join(", ")}
              </Text>
              .
            </>
          ) : (
            "No dataset uses this account."
          )}
        </List.Item>
        <List.Item>Files that were imported stay where they are.</List.Item>
        <List.Item>
          Gong itself is not told. To end the access there too,{" "}
          {account.method === "oauth"
            ? "remove the app under Admin center › Settings › Ecosystem › API › Integrations"
            : "delete the key under Admin center › Settings › Ecosystem › API"}
          .
        </List.Item>
      </List.Root>
    </Confirm>
  );
}

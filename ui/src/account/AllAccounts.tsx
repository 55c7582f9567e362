/** For administrators: who has connected an account. They may remove one, never read it. */
import { Badge, Button, Table, Text } from "@chakra-ui/react";
import { useState } from "react";

import { getAccounts, removeAccount } from "../api/gong";
import type { ListedAccount } from "../api/types";
import { useAction } from "../lib/useAction";
import { useLoad } from "../lib/useLoad";
import { Confirm } from "../parts/Confirm";
import { Loading } from "../parts/Loading";
import { Notice, Problem } from "../parts/Problem";
import { Section } from "../parts/Section";
import { Time } from "../parts/Time";

const STATES: Record<ListedAccount["state"], [string, string]> = {
  connected: ["success", "connected"],
  reconnect_needed: ["warning", "reconnect needed"],
  not_connected: ["gray", "not connected"],
};

export function AllAccounts({ onChange }: { onChange: () => void }) {
  const accounts = useLoad(getAccounts, "accounts");
  const [asked, setAsked] = useState<ListedAccount>();
  const [news, setNews] = useState("");
  const remove = useAction(async (owner: string) => {
    setNews((await removeAccount(owner)).message);
    setAsked(undefined);
    accounts.reload();
    onChange();
  });
  const rows = accounts.data?.accounts;
  return (
    <Section
      hint="You see this as an administrator. You may remove an account; nobody can read its credentials."
      title="All accounts"
    >
      {news ? <Notice status="success">{news}</Notice> : null}
      <Problem error={accounts.error} onRetry={accounts.reload} title="The accounts could not be loaded" />
      {!rows && accounts.loading ? <Loading rows={2} what="all accounts" /> : null}
      {rows?.length === 0 ? (
        <Text color="fg.muted" fontSize="sm">
          Nobody has connected an account yet.
        </Text>
      ) : null}
      {rows && rows.length > 0 ? (
        <AccountTable
          onRemove={(row) => {
            remove.clear();
            setAsked(row);
          }}
          rows={rows}
        />
      ) : null}
      {asked ? (
        <Confirm
          busy={remove.busy}
          doing="Remove account"
          error={remove.error}
          onClose={() => {
            setAsked(undefined);
          }}
          onConfirm={() => void remove.run(asked.owner)}
          title={`Remove the Gong account of ${asked.owner}?`}
        >
          <Text>
            The stored credentials are deleted and that person’s datasets stop syncing until they connect again.
            Imported files stay.
          </Text>
        </Confirm>
      ) : null}
    </Section>
  );
}

function AccountTable({ rows, onRemove }: { rows: ListedAccount[]; onRemove: (row: ListedAccount) => void }) {
  return (
    <Table.ScrollArea position="relative">
      <Table.Root size="sm">
        <Table.Header>
          <Table.Row>
            {["User", "Method", "Company’s Gong", "State", "Connected", "Last used"].map((head) => (
              <Table.ColumnHeader key={head}>{head}</Table.ColumnHeader>
            ))}
            <Table.ColumnHeader>
              <Text srOnly>Actions</Text>
            </Table.ColumnHeader>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map((row) => (
            <Table.Row key={row.conn_id}>
              <Table.Cell fontWeight="medium">{row.owner}</Table.Cell>
              <Table.Cell>{row.method === "oauth" ? "OAuth" : "API token"}</Table.Cell>
              <Table.Cell>{row.host ?? "–"}</Table.Cell>
              <Table.Cell>
                <Badge colorPalette={STATES[row.state][0]}>{STATES[row.state][1]}</Badge>
              </Table.Cell>
              <Table.Cell whiteSpace="nowrap">
                <Time at={row.connected_at} />
              </Table.Cell>
              <Table.Cell whiteSpace="nowrap">
                <Time at={row.last_used_at} relative />
              </Table.Cell>
              <Table.Cell textAlign="end">
                <Button
                  aria-label={`Remove the account of ${row.owner}`}
                  colorPalette="red"
                  onClick={() => {
                    onRemove(row);
                  }}
                  size="xs"
                  variant="ghost"
                >
                  Remove
                </Button>
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table.Root>
    </Table.ScrollArea>
  );
}

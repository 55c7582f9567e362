/** The two ways to connect an account. */
import { Button, Tabs } from "@chakra-ui/react";

import type { Account } from "../api/types";
import { useMe } from "../lib/me";
import { Notice } from "../parts/Problem";
import { Section } from "../parts/Section";
import { ApiTokenForm } from "./ApiTokenForm";
import { OAuthPanel } from "./OAuthPanel";

interface Props {
  account: Account;
  blocked: string | null;
  onChange: (message: string) => void;
  onCancel?: () => void;
}

export function Connect({ account, blocked, onChange, onCancel }: Props) {
  const me = useMe();
  const title = {
    not_connected: "Connect your Gong account",
    reconnect_needed: "Connect again",
    connected: "Replace the credentials",
  }[account.state];
  const unusable = blocked !== null || !me.account_storage.ready;
  return (
    <Section
      actions={
        onCancel ? (
          <Button onClick={onCancel} size="sm" variant="ghost">
            Cancel
          </Button>
        ) : null
      }
      hint={
        account.state === "not_connected"
          ? "Not connected. Choose one of two ways; either takes a minute."
          : "What is stored now is replaced once the new credentials are saved."
      }
      title={title}
    >
      {blocked === null ? null : <Notice status="info">{blocked}</Notice>}
      <Tabs.Root defaultValue={account.method === "oauth" ? "oauth" : "api_key"} hidden={unusable} lazyMount>
        <Tabs.List>
          <Tabs.Trigger value="api_key">API token</Tabs.Trigger>
          <Tabs.Trigger value="oauth">OAuth</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content pt={5} value="api_key">
          <ApiTokenForm host={account.method === "api_key" ? account.host : null} onSaved={onChange} />
        </Tabs.Content>
        <Tabs.Content pt={5} value="oauth">
          <OAuthPanel onDone={onChange} />
        </Tabs.Content>
      </Tabs.Root>
    </Section>
  );
}

/** My Gong account: its state, connecting, disconnecting; for administrators the list of all accounts. */
import { Button, Link, Stack } from "@chakra-ui/react";
import { useEffect, useState } from "react";
import { Link as RouterLink, useSearchParams } from "react-router-dom";

import { getAccount } from "../api/gong";
import type { Account } from "../api/types";
import { useMe } from "../lib/me";
import { backTo } from "../lib/paths";
import { useLoad } from "../lib/useLoad";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { Notice, Problem } from "../parts/Problem";
import { AllAccounts } from "./AllAccounts";
import { Connect } from "./Connect";
import { Connected } from "./Connected";
import { Reading } from "./Reading";

export function AccountPage() {
  const me = useMe();
  const account = useLoad(getAccount, "account");
  const [news, setNews] = useState("");
  const { reload, data } = account;

  // Whoever comes back from Gong's own window sees what came of it, even if that window could not tell.
  useEffect(() => {
    if (data?.state === "connected") return undefined;
    window.addEventListener("focus", reload);
    return () => {
      window.removeEventListener("focus", reload);
    };
  }, [data?.state, reload]);

  return (
    <Page
      lead="The account that your datasets read Gong with. Datasets of other people cannot use it, and nobody sees its secret here."
      title="Gong account"
    >
      <Stack gap={5}>
        <WayBack connected={data?.state === "connected"} />
        {news ? <Notice status="success">{news}</Notice> : null}
        {me.account_storage.problem ? (
          <Notice status="error" title="Accounts cannot be kept safely yet">
            {me.account_storage.problem}
          </Notice>
        ) : null}
        <Problem error={account.error} onRetry={reload} title="Your account could not be loaded" />
        {data ? (
          <Mine
            account={data}
            onChange={(message) => {
              setNews(message);
              reload();
            }}
          />
        ) : null}
        {!data && account.loading ? <Loading rows={4} what="your account" /> : null}
        {me.is_admin ? <AllAccounts key={data?.state} onChange={reload} /> : null}
      </Stack>
    </Page>
  );
}

function Mine({ account, onChange }: { account: Account; onChange: (message: string) => void }) {
  const me = useMe();
  const [replacing, setReplacing] = useState(false);
  const changed = (message: string): void => {
    setReplacing(false);
    onChange(message);
  };
  return (
    <>
      {account.state === "not_connected" ? null : (
        <Connected
          account={account}
          onChange={changed}
          onReplace={() => {
            setReplacing(true);
          }}
          replacing={replacing}
        />
      )}
      {account.state !== "connected" || replacing ? (
        <Connect
          account={account}
          {...(replacing
            ? {
                onCancel: () => {
                  setReplacing(false);
                },
              }
            : {})}
          blocked={
            me.can_connect
              ? null
              : "Your role in Airflow lets you look at datasets, not connect an account. Ask an administrator of Airflow for the role “User”."
          }
          onChange={changed}
        />
      ) : null}
      {account.state === "connected" ? <Reading account={account} /> : null}
    </>
  );
}

function WayBack({ connected }: { connected: boolean }) {
  const [search] = useSearchParams();
  const back = backTo(search);
  if (back === null) return null;
  return connected ? (
    <Notice
      action={
        <Button asChild colorPalette="brand" size="sm">
          <RouterLink to={back}>Back to your dataset</RouterLink>
        </Button>
      }
      status="success"
      title="Your account is connected"
    >
      What you had typed is still there.
    </Notice>
  ) : (
    <Notice status="info">
      Connect your account here, then go{" "}
      <Link asChild variant="underline">
        <RouterLink to={back}>back to your dataset</RouterLink>
      </Link>
      . What you typed is kept.
    </Notice>
  );
}

/** Where the data comes from: which Gong account, and files of one's own. */
import { Button, Link, Stack } from "@chakra-ui/react";
import { Link as RouterLink, useLocation } from "react-router-dom";

import type { Account, GongConnection } from "../api/types";
import { useMe } from "../lib/me";
import { accountPath } from "../lib/paths";
import type { Loaded } from "../lib/useLoad";
import { Select } from "../parts/Choice";
import { Field } from "../parts/Field";
import { Loading } from "../parts/Loading";
import { Notice, Problem } from "../parts/Problem";
import { Section } from "../parts/Section";
import type { Form } from "./useForm";

interface Props {
  form: Form;
  account: Loaded<Account>;
  connections: GongConnection[];
}

export function SourceStep({ form, account, connections }: Props) {
  const { definition, change, mistake } = form;
  const options = connections.map((each) => ({
    value: each.conn_id,
    label: each.own ? each.label : `${each.label} (shared)`,
  }));
  if (!options.some((each) => each.value === definition.gong_conn_id) && definition.gong_conn_id !== "")
    options.unshift({ value: definition.gong_conn_id, label: definition.gong_conn_id });
  return (
    <Section
      hint="Gong, with files of your own beside it if you like: add those under “Attached files”."
      title="1. Source"
    >
      <Stack gap={4}>
        <Problem error={account.error} onRetry={account.reload} title="Your Gong account could not be checked" />
        {account.data ? <State account={account.data} shared={connections.some((each) => !each.own)} /> : null}
        {!account.data && account.loading ? <Loading rows={1} what="your Gong account" /> : null}
        {options.length > 0 ? (
          <Field error={mistake("gong_conn_id")} label="Gong account">
            <Select
              onChange={(gong_conn_id) => {
                change({ gong_conn_id });
              }}
              options={options}
              value={definition.gong_conn_id}
            />
          </Field>
        ) : null}
      </Stack>
    </Section>
  );
}

function State({ account, shared }: { account: Account; shared: boolean }) {
  const me = useMe();
  const { pathname, search } = useLocation();
  const back = accountPath(pathname + search);
  if (account.state === "connected")
    return (
      <Notice live={false} status="success">
        Your Gong account is connected.{" "}
        <Link asChild variant="underline">
          <RouterLink to={back}>Look at it</RouterLink>
        </Link>
      </Notice>
    );
  return (
    <Notice
      action={
        me.can_connect ? (
          <Button asChild colorPalette="brand" size="sm">
            <RouterLink to={back}>{account.state === "not_connected" ? "Connect Gong" : "Reconnect Gong"}</RouterLink>
          </Button>
        ) : null
      }
      live={false}
      status="warning"
      title={
        account.state === "not_connected"
          ? "No Gong account is connected"
          : "Your Gong account needs to be connected again"
      }
    >
      {account.reason ?? "Connect it once; it takes a minute, and what you type here is kept."}
      {shared ? " Or choose an account below that is shared with you." : ""}
    </Notice>
  );
}

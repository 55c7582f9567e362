/** Connecting by signing in to Gong in a popup. */
import { Button, Code, Collapsible, HStack, Link, Spinner, Stack, Text } from "@chakra-ui/react";
import { useEffect, useRef, useState } from "react";

import { oauthStartUrl } from "../api/gong";
import type { Verdict } from "../api/types";
import { useMe } from "../lib/me";
import { awaitPopup, openPopup } from "../lib/popup";
import { Notice } from "../parts/Problem";

type Stage = "idle" | "waiting" | "blocked" | "closed";

export function OAuthPanel({ onDone }: { onDone: (message: string) => void }) {
  const { oauth } = useMe();
  const [stage, setStage] = useState<Stage>("idle");
  const [refusal, setRefusal] = useState<string>();
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  const answered = (verdict: Verdict): void => {
    setStage("idle");
    if (verdict.ok) onDone(verdict.message || "Your Gong account is connected.");
    else setRefusal(verdict.message);
  };
  const connect = (): void => {
    stop.current?.();
    setRefusal(undefined);
    const popup = openPopup(oauthStartUrl(true));
    setStage(popup ? "waiting" : "blocked");
    if (!popup) return;
    stop.current = awaitPopup(popup, answered, () => {
      setStage("closed");
    });
  };
  const cancel = (): void => {
    stop.current?.();
    setStage("idle");
  };

  return (
    <Stack alignItems="flex-start" gap={4} maxW="640px">
      <Text color="fg.muted" fontSize="sm">
        A window of Gong opens. Sign in there and allow the access; the window closes by itself. Your password in Gong
        is never seen here, and the access is renewed by itself.
      </Text>
      {oauth.ready ? (
        <HStack flexWrap="wrap" gap={3}>
          <Button colorPalette="brand" disabled={stage === "waiting"} onClick={connect}>
            Connect with Gong
          </Button>
          {stage === "waiting" ? (
            <Button onClick={cancel} variant="ghost">
              Cancel
            </Button>
          ) : null}
        </HStack>
      ) : (
        <Notice status="info" title="OAuth is not set up in this Airflow">
          {oauth.problem} Until then, connect with an API token.
        </Notice>
      )}
      <Progress stage={stage} />
      {refusal ? (
        <Notice status="error" title="The account was not connected">
          {refusal}
        </Notice>
      ) : null}
      <ForOperators redirectUri={oauth.redirect_uri} />
    </Stack>
  );
}

function Progress({ stage }: { stage: Stage }) {
  if (stage === "waiting")
    return (
      <HStack fontSize="sm" gap={2} role="status">
        <Spinner size="sm" />
        Waiting for you to finish in Gong’s window …
      </HStack>
    );
  if (stage === "blocked")
    return (
      <Notice status="warning" title="Your browser blocked the window">
        Allow pop-up windows for this site and press the button again, or{" "}
        <Link href={oauthStartUrl(false)} variant="underline">
          continue to Gong in this window
        </Link>
        ; it leads back here.
      </Notice>
    );
  if (stage === "closed")
    return (
      <Notice status="info">
        Gong’s window seems to be closed. If you are still signing in there, go on: this page will notice. Otherwise
        nothing was changed; try again when you like.
      </Notice>
    );
  return null;
}

function ForOperators({ redirectUri }: { redirectUri: string }) {
  return (
    <Collapsible.Root width="full">
      <Collapsible.Trigger asChild>
        <Button size="xs" variant="ghost">
          For the operator of this Airflow
        </Button>
      </Collapsible.Trigger>
      <Collapsible.Content>
        <Stack fontSize="sm" gap={2} pt={2}>
          <Text>
            Register this redirect URI in Gong’s app (<em>Admin center › Settings › Ecosystem › API › Integrations</em>
            ), exactly as it stands:
          </Text>
          <Code alignSelf="flex-start" overflowWrap="anywhere" px={2} py={1}>
            {redirectUri}
          </Code>
          <Text color="fg.muted">
            If the address is not the one that people open Airflow with, set <Code>[api] base_url</Code>.
          </Text>
        </Stack>
      </Collapsible.Content>
    </Collapsible.Root>
  );
}

/** Reading a file in the page, piece by piece, with a search in what is loaded. */
import { Button, HStack, Link, Stack, Text } from "@chakra-ui/react";
import { useState } from "react";
import { Link as RouterLink, useParams, useSearchParams } from "react-router-dom";

import { downloadUrl, getText } from "../api/gong";
import { size } from "../lib/format";
import { datasetPath } from "../lib/paths";
import { useAction } from "../lib/useAction";
import { useLoad } from "../lib/useLoad";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { Problem } from "../parts/Problem";
import { TextView } from "./TextView";

export function ReadPage() {
  const { name = "" } = useParams();
  const [search] = useSearchParams();
  const key = search.get("key") ?? "";
  const first = useLoad(() => getText(name, key, 0), `${name}|${key}`);
  const [more, setMore] = useState<{ text: string; next: number | null }[]>([]);
  const next = more.length > 0 ? (more.at(-1)?.next ?? null) : (first.data?.next_offset ?? null);
  const load = useAction(async () => {
    const piece = await getText(name, key, next ?? 0);
    setMore((before) => [...before, { text: piece.text, next: piece.next_offset }]);
  });
  const total = first.data?.size ?? 0;

  return (
    <Page
      actions={
        <Button asChild variant="outline">
          <a download href={downloadUrl(name, key)}>
            Download
          </a>
        </Button>
      }
      lead={
        <>
          A file of{" "}
          <Link asChild variant="underline">
            <RouterLink to={datasetPath(name)}>{name}</RouterLink>
          </Link>
          {first.data ? `, ${size(total)}` : ""}
        </>
      }
      title={key.split("/").at(-1) ?? key}
    >
      <Stack gap={4}>
        <Problem error={first.error} onRetry={first.reload} title="The file could not be read" />
        {!first.data && first.loading ? <Loading rows={10} what="the file" /> : null}
        {first.data ? <TextView pieces={[first.data.text, ...more.map((each) => each.text)]} /> : null}
        <Problem error={load.error} title="The next part could not be read" />
        {next === null ? null : (
          <HStack flexWrap="wrap" gap={3}>
            <Button loading={load.busy} loadingText="Reading" onClick={() => void load.run()} variant="outline">
              Show more
            </Button>
            <Text color="fg.muted" fontSize="sm">
              {size(next)} of {size(total)} are shown.
            </Text>
          </HStack>
        )}
        {first.data && next === null ? (
          <Text color="fg.muted" fontSize="sm">
            This is the end of the file.
          </Text>
        ) : null}
      </Stack>
    </Page>
  );
}

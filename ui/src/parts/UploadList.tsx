/** Files on their way: progress, done, or what went wrong. */
import { HStack, Progress, Stack, Text } from "@chakra-ui/react";

import { size } from "../lib/format";
import type { Upload } from "../lib/useUploads";
import { Mistake } from "./Field";

const WORDS: Record<Upload["state"], string> = {
  waiting: "waiting",
  sending: "uploading",
  done: "uploaded",
  failed: "failed",
};

export function UploadList({ uploads }: { uploads: Upload[] }) {
  if (uploads.length === 0) return null;
  return (
    <Stack aria-label="Uploads" aria-live="polite" as="ul" gap={3} listStyleType="none">
      {uploads.map(({ file, state, share, error }) => (
        <Stack as="li" gap={1} key={file.name}>
          <HStack fontSize="sm" gap={3} justifyContent="space-between">
            <Text minW={0} overflowWrap="anywhere">
              {file.name}
            </Text>
            <Text color={state === "failed" ? "red.fg" : "fg.muted"} flexShrink={0}>
              {size(file.size)} · {WORDS[state]}
            </Text>
          </HStack>
          {state === "sending" ? (
            <Progress.Root
              aria-label={`Upload of ${file.name}`}
              colorPalette="brand"
              size="xs"
              value={Math.round(share * 100)}
            >
              <Progress.Track>
                <Progress.Range />
              </Progress.Track>
            </Progress.Root>
          ) : null}
          <Mistake>{error}</Mistake>
        </Stack>
      ))}
    </Stack>
  );
}

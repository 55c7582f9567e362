/** What the dataset will hold: a file for each chosen type with its estimated size, and uploads. */
import { Box, CloseButton, HStack, Spinner, Stack, Text } from "@chakra-ui/react";
import { FileText } from "lucide-react";

import { count, size } from "../lib/format";
import { useDataType } from "../lib/me";
import { DropZone } from "../parts/DropZone";
import { TypeIcon } from "../parts/icons";
import { Section } from "../parts/Section";
import { type Estimates, totalOf } from "./useEstimates";

interface Props {
  types: string[];
  estimates: Estimates;
  uploads: File[];
  onRemoveType: (id: string) => void;
  onUploads: (files: File[]) => void;
}

export function StagedFiles({ types, estimates, uploads, onRemoveType, onUploads }: Props) {
  const total = totalOf(types, estimates);
  const own = uploads.reduce((sum, file) => sum + file.size, 0);
  const all = types.length + uploads.length;
  const add = (files: File[]): void => {
    onUploads([...uploads.filter((each) => !files.some((file) => file.name === each.name)), ...files]);
  };
  return (
    <Section hint={all === 0 ? "Nothing is chosen yet." : count(all, "file")} title="Attached files">
      <Stack gap={3}>
        <Stack as="ul" gap={0} listStyleType="none">
          {types.map((id) => (
            <TypeFile
              estimate={estimates[id]}
              id={id}
              key={id}
              onRemove={() => {
                onRemoveType(id);
              }}
            />
          ))}
          {uploads.map((file) => (
            <Line
              icon={<FileText aria-hidden size={20} strokeWidth={1.75} />}
              key={file.name}
              label={file.name}
              onRemove={() => {
                onUploads(uploads.filter((each) => each !== file));
              }}
              size={size(file.size)}
            />
          ))}
        </Stack>
        {all > 0 ? (
          <HStack
            aria-live="polite"
            borderTopWidth="1px"
            fontSize="sm"
            fontWeight="semibold"
            justifyContent="space-between"
            pt={3}
            role="status"
          >
            <span>{total.partial && !total.loading ? "Together, as far as known" : "Together"}</span>
            {total.loading && types.length > 0 ? (
              <HStack fontWeight="normal" gap={2}>
                <Spinner aria-hidden size="xs" />
                estimating
              </HStack>
            ) : (
              <Text as="span" whiteSpace="nowrap">
                {total.bytes + own > 0 ? `about ${size(total.bytes + own)}` : "not known"}
              </Text>
            )}
          </HStack>
        ) : null}
        <DropZone hint="They are uploaded when you save." onFiles={add} />
      </Stack>
    </Section>
  );
}

function TypeFile({
  id,
  estimate,
  onRemove,
}: {
  id: string;
  estimate: Estimates[string] | undefined;
  onRemove: () => void;
}) {
  const { label, icon } = useDataType(id);
  return <Line icon={<TypeIcon name={icon} />} label={label} onRemove={onRemove} size={words(estimate)} />;
}

function words(estimate: Estimates[string] | undefined): string {
  if (estimate === undefined || estimate === "loading") return "…";
  return { ok: `~ ${size(estimate.bytes)}`, missing_scope: "no permission", failed: "not known" }[estimate.state];
}

function Line({
  icon,
  label,
  size: bytes,
  onRemove,
}: {
  icon: React.ReactNode;
  label: string;
  size: string;
  onRemove: () => void;
}) {
  return (
    <HStack as="li" borderTopWidth="1px" gap={2} py={1}>
      {icon}
      <Box flex="1" fontSize="sm" minW={0} overflowWrap="anywhere">
        {label}
      </Box>
      <Text color="fg.muted" flexShrink={0} fontSize="sm" fontVariantNumeric="tabular-nums">
        {bytes}
      </Text>
      <CloseButton aria-label={`Remove ${label}`} onClick={onRemove} size="xs" />
    </HStack>
  );
}

/** The rows of a dataset's files. */
import { Badge, Box, Button, Flex, HStack, Link, Stack, Text } from "@chakra-ui/react";
import { FileText } from "lucide-react";
import { Link as RouterLink } from "react-router-dom";

import { downloadUrl } from "../api/gong";
import type { Dataset, StoredFile } from "../api/types";
import { useDataType } from "../lib/me";
import { readPath } from "../lib/paths";
import { TypeIcon } from "../parts/icons";
import { amount } from "../parts/RunTypes";
import { Time } from "../parts/Time";

interface Props {
  dataset: Dataset;
  files: StoredFile[];
  onDelete?: (file: StoredFile) => void;
}

export function FileList({ dataset, files, onDelete }: Props) {
  return (
    <Stack as="ul" gap={0} listStyleType="none">
      {files.map((file) => (
        <Box as="li" borderTopWidth="1px" key={file.key} py={2.5}>
          <FileRow dataset={dataset.name} file={file} {...(onDelete ? { onDelete } : {})} />
        </Box>
      ))}
    </Stack>
  );
}

function FileRow({
  dataset,
  file,
  onDelete,
}: {
  dataset: string;
  file: StoredFile;
  onDelete?: (file: StoredFile) => void;
}) {
  return (
    <HStack alignItems="flex-start" gap={3}>
      {file.data_type === null ? (
        <FileText aria-hidden size={20} strokeWidth={1.75} />
      ) : (
        <FileIcon id={file.data_type} />
      )}
      <Flex alignItems="center" columnGap={3} flex="1" flexWrap="wrap" minW={0} rowGap={1}>
        <Stack flex="1 1 240px" gap={0} minW={0}>
          <HStack flexWrap="wrap" gap={2}>
            <Link asChild fontSize="sm" fontWeight="medium" overflowWrap="anywhere">
              <RouterLink to={readPath(dataset, file.key)}>{file.name}</RouterLink>
            </Link>
            {file.kind === "history" ? (
              <Badge colorPalette="blue" title={file.window ?? undefined}>
                history
              </Badge>
            ) : null}
            {file.source === "upload" ? <Badge colorPalette="teal">not from Gong</Badge> : null}
          </HStack>
          <Text color="fg.muted" fontSize="sm">
            {file.window ? `${file.window} · ` : ""}changed <Time at={file.last_changed} />
            {file.source === "gong" && file.first_imported ? (
              <>
                , first imported <Time at={file.first_imported} />
              </>
            ) : null}
          </Text>
        </Stack>
        <Text color="fg.muted" fontSize="sm" fontVariantNumeric="tabular-nums">
          {amount(file.records, file.size)}
        </Text>
        <HStack gap={1}>
          {onDelete && file.kind === "upload" ? (
            <Button
              aria-label={`Delete ${file.name}`}
              colorPalette="red"
              onClick={() => {
                onDelete(file);
              }}
              size="xs"
              variant="ghost"
            >
              Delete
            </Button>
          ) : null}
          <Button asChild size="xs" variant="outline">
            <RouterLink aria-label={`Read ${file.name}`} to={readPath(dataset, file.key)}>
              Read
            </RouterLink>
          </Button>
          <Button asChild size="xs" variant="outline">
            <a aria-label={`Download ${file.name}`} download={file.name} href={downloadUrl(dataset, file.key)}>
              Download
            </a>
          </Button>
        </HStack>
      </Flex>
    </HStack>
  );
}

function FileIcon({ id }: { id: string }) {
  return <TypeIcon name={useDataType(id).icon} />;
}

/** Saving the form: the button, what is still missing, what is being done, what went wrong. */
import { Box, Button, HStack, Link, Spinner, Stack, Text } from "@chakra-ui/react";
import { Link as RouterLink } from "react-router-dom";

import type { Definition } from "../api/types";
import { datasetPath } from "../lib/paths";
import { Problem } from "../parts/Problem";
import { UploadList } from "../parts/UploadList";
import type { Saving } from "./useSave";

interface Props {
  saving: Saving;
  definition: Definition;
  version: string | null;
  isNew: boolean;
  conflict: boolean;
}

export function Finish({ saving, definition, version, isNew, conflict }: Props) {
  const missing = [
    definition.name === "" ? "a name" : "",
    definition.data_types.length === 0 ? "at least one data type" : "",
    definition.bucket === "" ? "a bucket" : "",
  ].filter(Boolean);
  return (
    <Stack gap={3}>
      {saving.saved !== null && !saving.busy ? null : (
        <Button
          colorPalette="brand"
          disabled={missing.length > 0 || conflict}
          loading={saving.busy}
          loadingText={isNew ? "Creating" : "Saving"}
          onClick={() => {
            saving.save(version);
          }}
          size="lg"
          width="full"
        >
          {isNew ? "Create and import" : "Save"}
        </Button>
      )}
      <Box aria-live="polite" color="fg.muted" fontSize="sm" minH="21px" role="status">
        {saving.stage ? (
          <HStack gap={2}>
            <Spinner aria-hidden size="xs" />
            {saving.stage}
          </HStack>
        ) : missing.length > 0 ? (
          `Still missing: ${missing.join(", ")}.`
        ) : isNew ? (
          "The first import starts at once."
        ) : (
          "A sync that is running is not disturbed."
        )}
      </Box>
      <UploadList uploads={saving.uploads.list} />
      {conflict ? null : (
        <Problem
          error={saving.error}
          title={
            saving.saved === null
              ? "The dataset was not saved"
              : "The dataset is saved, but something after that failed"
          }
        />
      )}
      {saving.saved !== null && !saving.busy ? (
        <Text fontSize="sm">
          <Link asChild variant="underline">
            <RouterLink to={datasetPath(saving.saved)}>Go to {saving.saved}</RouterLink>
          </Link>
        </Text>
      ) : null}
    </Stack>
  );
}

/** One data type to choose: what it holds, whether the account may read it, how big its file will be. */
import { Box, Button, CheckboxCard, Code, HStack, Spinner, Text } from "@chakra-ui/react";

import type { DataType, Estimate } from "../api/types";
import { count, size } from "../lib/format";
import { TypeIcon } from "../parts/icons";

interface Props {
  type: DataType;
  checked: boolean;
  missing: string | null;
  estimate: Estimate | "loading" | undefined;
  onChange: (checked: boolean) => void;
  onRetry: () => void;
}

export function TypeCard({ type, checked, missing, estimate, onChange, onRetry }: Props) {
  const failed = checked && typeof estimate === "object" && estimate.state === "failed";
  return (
    <Box position="relative">
      <CheckboxCard.Root
        checked={checked}
        colorPalette="brand"
        height="full"
        onCheckedChange={(event) => {
          onChange(event.checked === true);
        }}
        size="sm"
      >
        <CheckboxCard.HiddenInput />
        <CheckboxCard.Control>
          <TypeIcon name={type.icon} />
          <CheckboxCard.Content>
            <CheckboxCard.Label>{type.label}</CheckboxCard.Label>
            <CheckboxCard.Description>{type.description}</CheckboxCard.Description>
            {missing && !checked ? <Missing scope={missing} /> : null}
            <Box fontSize="sm" minH="21px" mt={1}>
              {checked ? <Size estimate={estimate} missing={missing} scope={type.scope} /> : null}
            </Box>
          </CheckboxCard.Content>
          <CheckboxCard.Indicator />
        </CheckboxCard.Control>
      </CheckboxCard.Root>
      {failed ? (
        <Button
          aria-label={`Estimate ${type.label} again`}
          bottom={2}
          insetEnd={2}
          onClick={onRetry}
          position="absolute"
          size="xs"
          variant="outline"
        >
          Try again
        </Button>
      ) : null}
    </Box>
  );
}

function Missing({ scope }: { scope: string }) {
  return (
    <Text color="orange.fg" fontSize="sm" mt={1}>
      Your account lacks{" "}
      <Code overflowWrap="anywhere" size="sm">
        {scope}
      </Code>
      . You can choose it all the same; it is skipped until the permission is granted.
    </Text>
  );
}

function Size({ estimate, missing, scope }: { estimate: Props["estimate"]; missing: string | null; scope: string }) {
  if (estimate === undefined || estimate === "loading")
    return (
      <HStack color="fg.muted" gap={2} role="status">
        <Spinner aria-hidden size="xs" />
        Estimating …
      </HStack>
    );
  if (estimate.state === "missing_scope") return <Missing scope={missing ?? scope} />;
  if (estimate.state === "failed")
    return (
      <Text color="red.fg" pb={8}>
        {estimate.why}
      </Text>
    );
  if (estimate.records === 0)
    return <Text color="fg.muted">{estimate.why ?? "Gong has no records of it for now."}</Text>;
  return (
    <Text fontWeight="medium">
      About {size(estimate.bytes)}, {count(estimate.records ?? 0, "record")}
    </Text>
  );
}

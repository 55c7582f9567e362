/** A labelled input with its hint and its error, which a screen reader reads with it. */
import { Field as ChakraField, Text } from "@chakra-ui/react";
import type { ReactNode } from "react";

/** Chakra's `fg.error` is too pale for text in light. */
const WRONG = "red.fg";

interface Props {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** As wide as there is room, unless fields stand beside each other. */
  width?: string;
  children: ReactNode;
}

export function Field({ label, hint, error, required = false, width = "full", children }: Props) {
  return (
    <ChakraField.Root invalid={error !== undefined} required={required} width={width}>
      <ChakraField.Label>{label}</ChakraField.Label>
      {children}
      {hint ? <ChakraField.HelperText>{hint}</ChakraField.HelperText> : null}
      <ChakraField.ErrorText color={WRONG}>{error}</ChakraField.ErrorText>
    </ChakraField.Root>
  );
}

/** What is wrong with several inputs together, or with a thing that has none. */
export function Mistake({ children }: { children: string | null | undefined }) {
  return children ? (
    <Text color={WRONG} fontSize="sm" role="alert">
      {children}
    </Text>
  ) : null;
}

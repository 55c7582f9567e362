/** A labelled input with its hint and its error, which a screen reader reads with it. */
import { Field as ChakraField } from "@chakra-ui/react";
import type { ReactNode } from "react";

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
      <ChakraField.ErrorText color="red.fg">{error}</ChakraField.ErrorText>
    </ChakraField.Root>
  );
}

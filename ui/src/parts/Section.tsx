/** A titled part of a page. */
import { Box } from "@chakra-ui/react";
import { type ReactNode, useId } from "react";

import { Heading } from "./Heading";

interface Props {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, hint, actions, children }: Props) {
  const id = useId();
  return (
    <Box aria-labelledby={id} as="section" borderWidth="1px" p={{ base: 4, md: 5 }} rounded="lg">
      <Heading actions={actions} hint={hint} id={id} level={2} title={title} />
      {children}
    </Box>
  );
}

/** A title with what it is about beneath it, and beside it what can be done there. */
import { Flex, Heading as ChakraHeading, HStack, Stack, Text } from "@chakra-ui/react";
import type { ReactNode, Ref } from "react";

interface Props {
  /** 1 is a page's, 2 a part's. */
  level: 1 | 2;
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  id?: string;
  ref?: Ref<HTMLHeadingElement>;
}

/** A page's can take the focus, so that a screen reader tells where one is. */
export function Heading({ level, title, hint, actions, id, ref }: Props) {
  const ofPage = level === 1;
  return (
    <Flex
      alignItems="flex-start"
      columnGap={5}
      flexWrap="wrap"
      justifyContent="space-between"
      mb={ofPage ? 6 : 4}
      rowGap={3}
    >
      <Stack flex="1 1 240px" gap={1} minW={0}>
        <ChakraHeading
          as={`h${level}`}
          id={id}
          outline="none"
          overflowWrap="anywhere"
          ref={ref}
          size={ofPage ? "xl" : "md"}
          tabIndex={ofPage ? -1 : undefined}
        >
          {title}
        </ChakraHeading>
        {hint ? (
          <Text as="div" color="fg.muted" fontSize="sm" maxW="100ch" textWrap="pretty">
            {hint}
          </Text>
        ) : null}
      </Stack>
      {actions ? (
        <HStack flexWrap="wrap" gap={2}>
          {actions}
        </HStack>
      ) : null}
    </Flex>
  );
}

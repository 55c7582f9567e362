/** A titled part of a page. */
import { Box, Flex, Heading, HStack, Stack, Text } from "@chakra-ui/react";
import { type ReactNode, useId } from "react";

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
      <Flex alignItems="flex-start" columnGap={4} flexWrap="wrap" justifyContent="space-between" mb={4} rowGap={2}>
        <Stack flex="1 1 220px" gap={0.5} minW={0}>
          <Heading as="h2" id={id} size="md">
            {title}
          </Heading>
          {hint ? (
            <Text as="div" color="fg.muted" fontSize="sm">
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
      {children}
    </Box>
  );
}

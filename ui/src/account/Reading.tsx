/** Which data types an account may read, and the permission that each missing one needs. */
import { Badge, Box, Code, HStack, SimpleGrid, Stack, Text } from "@chakra-ui/react";

import type { Account, TypeAccess } from "../api/types";
import { list } from "../lib/format";
import { TypeIcon } from "../parts/icons";
import { Section } from "../parts/Section";

export function Reading({ account }: { account: Account }) {
  const known = account.scopes !== null;
  return (
    <Section
      hint={
        known
          ? "From the permissions (scopes) that Gong granted to this account."
          : "Gong does not tell which permissions an API key has. A type that the key may not read is skipped in a run, and its outcome names the permission."
      }
      title="What this account can read"
    >
      <SimpleGrid columns={{ base: 1, sm: 2, lg: 3 }} gap={3}>
        {account.types.map((each) => (
          <Type key={each.id} known={known} type={each} />
        ))}
      </SimpleGrid>
      {account.scopes && account.scopes.length > 0 ? (
        <Box mt={4}>
          <Text color="fg.muted" fontSize="sm" mb={1}>
            Granted scopes
          </Text>
          <HStack flexWrap="wrap" gap={1}>
            {account.scopes.map((scope) => (
              <Code key={scope} overflowWrap="anywhere" size="sm">
                {scope}
              </Code>
            ))}
          </HStack>
        </Box>
      ) : null}
    </Section>
  );
}

function Type({ type, known }: { type: TypeAccess; known: boolean }) {
  return (
    <HStack alignItems="flex-start" borderWidth="1px" gap={3} p={3} rounded="md">
      <TypeIcon name={type.icon} />
      <Stack gap={1} minW={0}>
        <HStack flexWrap="wrap" gap={2}>
          <Text fontWeight="medium">{type.label}</Text>
          {known ? (
            <Badge colorPalette={type.allowed ? "success" : "warning"}>
              {type.allowed ? "allowed" : "not allowed"}
            </Badge>
          ) : null}
        </HStack>
        {type.missing_scope ? (
          <Text color="fg.muted" fontSize="sm">
            Needs{" "}
            <Code overflowWrap="anywhere" size="sm">
              {type.missing_scope}
            </Code>
          </Text>
        ) : null}
        {type.allowed && type.poorer_without.length > 0 ? (
          <Text color="fg.muted" fontSize="sm" overflowWrap="anywhere">
            Richer with {list(type.poorer_without)}
          </Text>
        ) : null}
      </Stack>
    </HStack>
  );
}

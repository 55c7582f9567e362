/** The frame of every page: navigation, title, actions. */
import { Box, Flex, Heading, HStack, Link, Stack, Text } from "@chakra-ui/react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link as RouterLink, useLocation } from "react-router-dom";

import { ACCOUNT, HOME } from "../lib/paths";

interface Props {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page's title takes the focus when the page opens, so that a screen reader tells where one is. */
export function Page({ title, lead, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Gong – Airflow`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <Box maxW="1200px" mx="auto" pb={16} pt={4} px={{ base: 4, md: 6 }}>
      <Navigation />
      <Flex
        alignItems="flex-start"
        columnGap={6}
        flexWrap="wrap"
        justifyContent="space-between"
        mb={6}
        mt={6}
        rowGap={3}
      >
        <Stack flex="1 1 280px" gap={1} minW={0}>
          <Heading as="h1" outline="none" overflowWrap="anywhere" ref={heading} size="xl" tabIndex={-1}>
            {title}
          </Heading>
          {lead ? (
            <Text as="div" color="fg.muted" fontSize="sm" maxW="70ch">
              {lead}
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

const PLACES = [
  { to: HOME, label: "Datasets", covers: (path: string) => path !== ACCOUNT },
  { to: ACCOUNT, label: "Gong account", covers: (path: string) => path === ACCOUNT },
];

function Navigation() {
  const { pathname } = useLocation();
  return (
    <HStack aria-label="Gong" as="nav" borderBottomWidth="1px" gap={6}>
      {PLACES.map(({ to, label, covers }) => {
        const here = covers(pathname);
        return (
          <Link
            asChild
            borderBottomColor={here ? "brand.solid" : "transparent"}
            borderBottomWidth="2px"
            color={here ? "fg" : "fg.muted"}
            fontSize="sm"
            fontWeight={here ? "semibold" : "normal"}
            key={to}
            mb="-1px"
            py={2}
            rounded="none"
          >
            <RouterLink aria-current={here ? "page" : undefined} to={to}>
              {label}
            </RouterLink>
          </Link>
        );
      })}
    </HStack>
  );
}

/** The frame of every page: navigation, title, actions. */
import { Box, HStack, Link } from "@chakra-ui/react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link as RouterLink, useLocation } from "react-router-dom";

import { ACCOUNT, HOME } from "../lib/paths";
import { Heading } from "./Heading";

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
      <Box mt={6}>
        <Heading actions={actions} hint={lead} level={1} ref={heading} title={title} />
      </Box>
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

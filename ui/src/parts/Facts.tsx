/** Labels with their values: side by side where there is room, else one above the other. */
import { Box, Grid, GridItem } from "@chakra-ui/react";
import { Fragment, type ReactNode } from "react";

export type Fact = [label: string, value: ReactNode];

export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <Grid
      as="dl"
      columnGap={6}
      fontSize="sm"
      rowGap={{ base: 0.5, md: 1.5 }}
      templateColumns={{ base: "1fr", md: "max-content 1fr" }}
    >
      {facts.map(([label, value]) => (
        <Fragment key={label}>
          <GridItem as="dt" color="fg.muted">
            {label}
          </GridItem>
          <GridItem as="dd" mb={{ base: 2, md: 0 }} minW={0} overflowWrap="anywhere">
            <Box>{value}</Box>
          </GridItem>
        </Fragment>
      ))}
    </Grid>
  );
}

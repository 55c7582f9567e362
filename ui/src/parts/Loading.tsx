/** What stands in place of something that is on its way, of about its height. */
import { Skeleton, Stack, VisuallyHidden } from "@chakra-ui/react";

export function Loading({ rows = 3, what }: { rows?: number; what: string }) {
  return (
    <Stack aria-busy gap={3} role="status">
      <VisuallyHidden>Loading {what}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton aria-hidden height="44px" key={row} />
      ))}
    </Stack>
  );
}

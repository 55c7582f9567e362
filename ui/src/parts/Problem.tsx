/** Something that went wrong: what, why, and what to do now. */
import { Alert, Box, Button, Link, Stack } from "@chakra-ui/react";
import type { ReactNode } from "react";

import { signInUrl } from "../api/base";
import type { ApiError } from "../api/errors";

/** These say more than what was tried. */
const TITLES: Record<number, string> = {
  0: "No connection to Airflow",
  401: "Your session has expired",
  403: "Not allowed",
};

interface Props {
  error: ApiError | undefined;
  title?: string;
  onRetry?: () => void;
}

/** Show an error of a request, with the way on: sign in again, or try again. */
export function Problem({ error, title, onRetry }: Props) {
  if (!error) return null;
  const action =
    error.status === 401 ? (
      <Link href={signInUrl()} fontWeight="medium" variant="underline">
        Sign in again
      </Link>
    ) : (
      onRetry && (
        <Button onClick={onRetry} size="xs" variant="outline">
          Try again
        </Button>
      )
    );
  return (
    <Notice status="error" title={TITLES[error.status] ?? title ?? "That did not work"} action={action}>
      {error.message}
    </Notice>
  );
}

interface NoticeProps {
  status: "error" | "warning" | "info" | "success";
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Whether it has just come up; what stood there from the beginning is not announced. */
  live?: boolean;
}

/** A framed message; errors are announced at once, the others when the reader pauses. */
export function Notice({ status, title, children, action, live = true }: NoticeProps) {
  return (
    <Alert.Root
      alignItems="flex-start"
      role={live ? (status === "error" ? "alert" : "status") : undefined}
      status={status}
    >
      <Alert.Indicator />
      <Alert.Content minW={0}>
        {title ? <Alert.Title>{title}</Alert.Title> : null}
        <Stack alignItems="flex-start" fontSize="sm" gap={2} overflowWrap="anywhere">
          {children ? <Box maxW="full">{children}</Box> : null}
          {action}
        </Stack>
      </Alert.Content>
    </Alert.Root>
  );
}

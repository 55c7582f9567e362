/** A question before something that cannot be undone. */
import { Button, CloseButton, Dialog, Portal, Stack } from "@chakra-ui/react";
import { type ReactNode, type RefObject, useRef } from "react";

import type { ApiError } from "../api/errors";
import { Problem } from "./Problem";

interface Props {
  title: string;
  children: ReactNode;
  doing: string;
  busy: boolean;
  error: ApiError | undefined;
  danger?: boolean;
  disabled?: boolean;
  /** What takes the focus afterwards, where what had it before is gone, as a menu is. */
  opener?: RefObject<HTMLElement | null>;
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirm({
  title,
  children,
  doing,
  busy,
  error,
  danger = true,
  disabled = false,
  opener,
  onConfirm,
  onClose,
}: Props) {
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Dialog.Root
      {...(opener ? { finalFocusEl: () => opener.current } : {})}
      {...(danger ? { initialFocusEl: () => cancel.current } : {})}
      onOpenChange={({ open }) => {
        if (!open) onClose();
      }}
      open
      placement="center"
      role={danger ? "alertdialog" : "dialog"}
      scrollBehavior="inside"
    >
      <Portal>
        <Dialog.Backdrop />
        <Dialog.Positioner>
          <Dialog.Content maxW="560px" mx={4}>
            <Dialog.Header>
              <Dialog.Title>{title}</Dialog.Title>
            </Dialog.Header>
            <Dialog.Body>
              <Stack gap={3}>
                {children}
                <Problem error={error} />
              </Stack>
            </Dialog.Body>
            <Dialog.Footer>
              <Button onClick={onClose} ref={cancel} variant="outline">
                Cancel
              </Button>
              <Button colorPalette={danger ? "red" : "brand"} disabled={disabled} loading={busy} onClick={onConfirm}>
                {doing}
              </Button>
            </Dialog.Footer>
            <Dialog.CloseTrigger asChild>
              <CloseButton aria-label="Close" size="sm" />
            </Dialog.CloseTrigger>
          </Dialog.Content>
        </Dialog.Positioner>
      </Portal>
    </Dialog.Root>
  );
}

/** Doing something once at the press of a button: whether it runs, and what went wrong. */
import { useCallback, useState } from "react";

import { type ApiError, asApiError, isAbort } from "../api/errors";

export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  error: ApiError | undefined;
  clear: () => void;
}

/** Return an action that tells whether it succeeded; while it runs it is not started again. */
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<void>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();

  async function run(...args: A): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setError(undefined);
    try {
      await act(...args);
      return true;
    } catch (thrown) {
      if (!isAbort(thrown)) setError(asApiError(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  }

  const clear = useCallback(() => {
    setError(undefined);
  }, []);
  return { run, busy, error, clear };
}

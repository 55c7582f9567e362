/** Loading something for a component: what is there, whether more is on its way, what went wrong. */
import { useCallback, useEffect, useRef, useState } from "react";

import { type ApiError, asApiError } from "../api/errors";

export interface Loaded<T> {
  data: T | undefined;
  error: ApiError | undefined;
  loading: boolean;
  /** Load again; what is there stays until the answer is. */
  reload: () => void;
}

interface Answer<T> {
  key: string;
  turn: number;
  data?: T | undefined;
  error?: ApiError | undefined;
}

/** Load when the component appears and whenever `key` changes; answers that come too late are dropped. */
export function useLoad<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });

  useEffect(() => {
    let current = true;
    latest.current().then(
      (data) => {
        if (current) setAnswer({ key, turn, data });
      },
      (error: unknown) => {
        if (!current) return;
        setAnswer((before) => ({
          key,
          turn,
          data: before?.key === key ? before.data : undefined,
          error: asApiError(error),
        }));
      },
    );
    return () => {
      current = false;
    };
  }, [key, turn]);

  const reload = useCallback(() => {
    setTurn((before) => before + 1);
  }, []);
  const mine = answer?.key === key ? answer : undefined;
  return { data: mine?.data, error: mine?.error, loading: mine?.turn !== turn, reload };
}

/** Files on their way into a dataset: one after the other, each with its progress or its error. */
import { useCallback, useEffect, useRef, useState } from "react";

import { asApiError, isAbort } from "../api/errors";
import { upload } from "../api/gong";

export interface Upload {
  file: File;
  state: "waiting" | "sending" | "done" | "failed";
  share: number;
  error: string | null;
}

export interface Uploads {
  list: Upload[];
  /** Send the files and tell how many of them failed. */
  send: (files: File[]) => Promise<number>;
  clear: () => void;
}

export function useUploads(dataset: string): Uploads {
  const [list, setList] = useState<Upload[]>([]);
  const stop = useRef(new AbortController());
  useEffect(() => {
    const controller = stop.current;
    return () => {
      controller.abort();
    };
  }, []);

  const change = (file: File, patch: Partial<Upload>): void => {
    setList((before) => before.map((each) => (each.file === file ? { ...each, ...patch } : each)));
  };
  async function one(file: File): Promise<boolean> {
    change(file, { state: "sending" });
    try {
      await upload(
        dataset,
        file,
        (share) => {
          change(file, { share });
        },
        stop.current.signal,
      );
      change(file, { state: "done", share: 1 });
      return true;
    } catch (error) {
      if (!isAbort(error)) change(file, { state: "failed", error: asApiError(error).message });
      return false;
    }
  }
  async function send(files: File[]): Promise<number> {
    setList((before) => [
      ...before.filter((each) => each.state !== "done" && !files.some((file) => file.name === each.file.name)),
      ...files.map((file): Upload => ({ file, state: "waiting", share: 0, error: null })),
    ]);
    let failed = 0;
    for (const file of files) if (!(await one(file))) failed += 1;
    return failed;
  }
  const clear = useCallback(() => {
    setList([]);
  }, []);
  return { list, send, clear };
}

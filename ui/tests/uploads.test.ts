import { act, renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { useUploads } from "../src/lib/useUploads";

it("stops with the file that is on its way when the page is left", async () => {
  const sent: unknown[] = [];
  vi.spyOn(XMLHttpRequest.prototype, "send").mockImplementation((body) => void sent.push(body));
  vi.spyOn(XMLHttpRequest.prototype, "abort").mockImplementation(function (this: XMLHttpRequest) {
    this.onabort?.(new ProgressEvent("abort"));
  });
  const files = [new File(["1"], "1.txt"), new File(["2"], "2.txt")];
  const { result, unmount } = renderHook(() => useUploads("sales"));
  let sending: Promise<number> | undefined;
  act(() => {
    sending = result.current.send(files);
  });
  unmount();
  expect(await sending).toBe(2);
  expect(sent).toEqual([files[0]]);
});

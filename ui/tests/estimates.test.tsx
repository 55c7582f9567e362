import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { DEFAULTS } from "../src/form/definition";
import { totalOf, useEstimates } from "../src/form/useEstimates";

const lines = (...ids: string[]): Response =>
  new Response(ids.map((id) => JSON.stringify({ id, state: "ok", records: 10, bytes: 1000, why: null })).join("\n"));

function asked(fetching: ReturnType<typeof vi.fn>): string[][] {
  return fetching.mock.calls.map(
    ([, init]) => (JSON.parse((init as RequestInit).body as string) as { data_types: string[] }).data_types,
  );
}

async function rest(): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(1000));
}

describe("estimates", () => {
  // Each test has an account of its own: what was found is kept for as long as the page is open.
  let account = 0;
  const of = (...data_types: string[]) => ({ ...DEFAULTS, gong_conn_id: `account-${account}`, data_types });
  beforeEach(() => {
    vi.useFakeTimers();
    account += 1;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("are asked for once per type, and only for those that are new", async () => {
    const fetching = vi.fn().mockResolvedValueOnce(lines("calls")).mockResolvedValueOnce(lines("users"));
    vi.stubGlobal("fetch", fetching);
    const { result, rerender } = renderHook(({ definition }) => useEstimates(definition, true), {
      initialProps: { definition: of("calls") },
    });
    await rest();
    rerender({ definition: of("calls", "users") });
    await rest();
    rerender({ definition: of("calls") });
    await rest();
    expect(asked(fetching)).toEqual([["calls"], ["users"]]);
    expect(totalOf(["calls", "users"], result.current[0])).toEqual({ bytes: 2000, loading: false, partial: false });
  });

  it("are asked for anew when a limit changes the size", async () => {
    const fetching = vi.fn().mockImplementation(() => Promise.resolve(lines("calls")));
    vi.stubGlobal("fetch", fetching);
    const { rerender } = renderHook(({ definition }) => useEstimates(definition, true), {
      initialProps: { definition: of("calls") },
    });
    await rest();
    rerender({ definition: { ...of("calls"), limit: 1000 } });
    await rest();
    expect(asked(fetching)).toEqual([["calls"], ["calls"]]);
  });

  it("that were given up when a limit changed are asked for again when it changes back", async () => {
    const given: AbortSignal[] = [];
    const never = (_: string, { signal }: RequestInit): Promise<Response> => {
      if (signal) given.push(signal);
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          reject(new DOMException("", "AbortError"));
        });
      });
    };
    const fetching = vi
      .fn()
      .mockImplementationOnce(never)
      .mockImplementation(() => Promise.resolve(lines("calls")));
    vi.stubGlobal("fetch", fetching);
    const { result, rerender } = renderHook(({ definition }) => useEstimates(definition, true), {
      initialProps: { definition: of("calls") },
    });
    await rest();
    rerender({ definition: { ...of("calls"), limit: 1000 } });
    await rest();
    rerender({ definition: of("calls") });
    await rest();
    expect(given[0]?.aborted).toBe(true);
    expect(result.current[0].calls).toMatchObject({ state: "ok" });
  });

  it("are not asked for without an account that works", async () => {
    const fetching = vi.fn();
    vi.stubGlobal("fetch", fetching);
    renderHook(() => useEstimates(of("calls"), false));
    await rest();
    expect(fetching).not.toHaveBeenCalled();
  });

  it("that never came are told as failed, with the reason, and can be asked for again", async () => {
    const fetching = vi.fn().mockResolvedValueOnce(lines("calls")).mockResolvedValueOnce(lines("users"));
    vi.stubGlobal("fetch", fetching);
    const { result } = renderHook(() => useEstimates(of("calls", "users"), true));
    await rest();
    expect(result.current[0].users).toMatchObject({ state: "failed" });
    await act(async () => {
      result.current[1]("users");
      await vi.advanceTimersByTimeAsync(0);
    });
    expect(result.current[0].users).toMatchObject({ state: "ok" });
  });

  it("that failed are asked for again by who leaves and comes back", async () => {
    const fetching = vi.fn().mockResolvedValueOnce(lines("calls")).mockResolvedValueOnce(lines("users"));
    vi.stubGlobal("fetch", fetching);
    const definition = of("calls", "users");
    const first = renderHook(() => useEstimates(definition, true));
    await rest();
    first.unmount();
    const { result } = renderHook(() => useEstimates(definition, true));
    await rest();
    expect(asked(fetching)).toEqual([["calls", "users"], ["users"]]);
    expect(totalOf(["calls", "users"], result.current[0])).toEqual({ bytes: 2000, loading: false, partial: false });
  });
});

import { ChakraProvider, defaultSystem } from "@chakra-ui/react";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import type { Me, RunType } from "../src/api/types";
import { MeContext } from "../src/lib/me";
import { RunTypes } from "../src/parts/RunTypes";

const TYPE = { id: "calls", label: "Calls", records: null, bytes: null, why: null, note: null, so_far: null };

function show(type: Partial<RunType>): string {
  render(
    <ChakraProvider value={defaultSystem}>
      <MeContext.Provider value={{ data_types: [] } as unknown as Me}>
        <RunTypes types={[{ ...TYPE, state: "running", ...type }]} />
      </MeContext.Provider>
    </ChakraProvider>,
  );
  return screen.getAllByRole("listitem").at(-1)?.textContent ?? "";
}

it.each([
  [{}, "Calls running"],
  [{ so_far: { records: 1, most: null } }, "Calls1 record so far running"],
  [{ so_far: { records: 12_000, most: 20_000 } }, "Calls12,000 of at most 20,000 records so far running"],
  [{ state: "imported", records: 20_000, bytes: 1_100_000_000 }, "Calls20,000 records · 1.1 GB imported"],
])("a type of a run shows how far it has come: %o", (type, text) => {
  expect(show(type)).toBe(text);
});

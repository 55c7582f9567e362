import { ChakraProvider, defaultSystem } from "@chakra-ui/react";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router-dom";
import { expect, it, vi } from "vitest";

import type { Dataset, Me } from "../src/api/types";
import { DeleteDialog } from "../src/dataset/DeleteDialog";
import { DatasetsPage } from "../src/datasets/DatasetsPage";
import { MeContext } from "../src/lib/me";
import { datasetPath, HOME } from "../src/lib/paths";

const DATASET = { name: "sales", definition: null } as Dataset;

async function remove(deleted: { message: string; complete: boolean }): Promise<void> {
  const answers = { DELETE: deleted, GET: { total: 0, datasets: [] } };
  vi.stubGlobal("fetch", (_: string, { method }: { method: "DELETE" | "GET" }) =>
    Promise.resolve(new Response(JSON.stringify(answers[method]))),
  );
  render(
    <ChakraProvider value={defaultSystem}>
      <MeContext.Provider value={{ can_create: false } as Me}>
        <MemoryRouter initialEntries={[datasetPath("sales")]}>
          <Routes>
            <Route element={<DatasetsPage />} path={HOME} />
            <Route
              element={<DeleteDialog dataset={DATASET} onClose={() => undefined} opener={{ current: null }} />}
              path={datasetPath("sales")}
            />
          </Routes>
        </MemoryRouter>
      </MeContext.Provider>
    </ChakraProvider>,
  );
  await userEvent.click(await screen.findByText("Delete the files, too"));
  await userEvent.click(screen.getByRole("button", { name: "Delete dataset and files" }));
}

it("a dataset whose files could not be deleted says so on the page where one lands", async () => {
  await remove({ message: "sales was deleted. Its files are still there.", complete: false });
  expect((await screen.findByRole("alert")).textContent).toContain(
    "Not everything was deletedsales was deleted. Its files are still there.",
  );
});

it("a dataset that is gone with its files says so, too", async () => {
  await remove({ message: "sales was deleted. 2 files from Gong were deleted too.", complete: true });
  expect(await screen.findByText(/^sales was deleted\. 2 files/)).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

/** The page's routes. Airflow mounts the app at `/plugin/gong/*` and anew for each address. */
import { Box } from "@chakra-ui/react";
import { Route, Routes } from "react-router-dom";

import { AccountPage } from "./account/AccountPage";
import { DatasetPage } from "./dataset/DatasetPage";
import { ReadPage } from "./dataset/ReadPage";
import { DatasetsPage } from "./datasets/DatasetsPage";
import { EditPage, NewPage } from "./form/FormPages";
import { loadMe, MeContext } from "./lib/me";
import { useLoad } from "./lib/useLoad";
import { Loading } from "./parts/Loading";
import { Page } from "./parts/Page";
import { Problem } from "./parts/Problem";

export function App() {
  const me = useLoad(loadMe, "me");
  if (!me.data)
    return (
      <Frame>
        <Page title="Gong">
          {me.error ? (
            <Problem error={me.error} onRetry={me.reload} title="The page could not be loaded" />
          ) : (
            <Loading rows={5} what="the page" />
          )}
        </Page>
      </Frame>
    );
  return (
    <MeContext.Provider value={me.data}>
      <Frame>
        <Routes>
          <Route element={<DatasetsPage />} index />
          <Route element={<AccountPage />} path="account" />
          <Route element={<NewPage />} path="new" />
          <Route element={<DatasetPage />} path="datasets/:name" />
          <Route element={<EditPage />} path="datasets/:name/edit" />
          <Route element={<ReadPage />} path="datasets/:name/read" />
        </Routes>
      </Frame>
    </MeContext.Provider>
  );
}

/** Airflow gives a plugin's page a box as high as the window, which scrolls as the page's own do. */
function Frame({ children }: { children: React.ReactNode }) {
  return (
    <Box height="full" id="gong-page" overflowY="auto" position="relative">
      {children}
    </Box>
  );
}

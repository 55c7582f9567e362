/** Saving the form: the definition, then uploads, then for a new dataset its first import. */
import { useState } from "react";
import { useNavigate } from "react-router-dom";

import { dagReady, startRun } from "../api/airflow";
import { asApiError } from "../api/errors";
import { createDataset, saveDataset } from "../api/gong";
import { datasetPath, followPath } from "../lib/paths";
import { useAction } from "../lib/useAction";
import { type Uploads, useUploads } from "../lib/useUploads";
import { complete } from "./definition";
import type { Form } from "./useForm";

export interface Saving {
  /** Save over `version`, or as a new dataset when there is none. */
  save: (version: string | null) => void;
  busy: boolean;
  error: ReturnType<typeof useAction>["error"];
  clear: () => void;
  /** What is being done, for the person who waits. */
  stage: string;
  /** The name under which the definition was saved, even if something failed after that. */
  saved: string | null;
  uploads: Uploads;
}

export function useSave(form: Form, files: File[]): Saving {
  const navigate = useNavigate();
  const [stage, setStage] = useState("");
  const [saved, setSaved] = useState<string | null>(null);
  const definition = complete(form.definition);
  const uploads = useUploads(definition.name);

  async function sendFiles(): Promise<boolean> {
    if (files.length === 0) return true;
    setStage("Uploading your files …");
    return (await uploads.send(files)) === 0;
  }
  async function create(): Promise<void> {
    setStage("Saving …");
    const { name, dag_id } = await createDataset(definition);
    done(name);
    const sent = await sendFiles();
    setStage("Waiting until Airflow has read it …");
    await dagReady(dag_id, definition.data_types);
    setStage("Starting the import …");
    const runId = await startRun(dag_id, {});
    setStage("");
    if (sent) await navigate(followPath(name, runId));
  }
  async function edit(version: string): Promise<void> {
    setStage("Saving …");
    await saveDataset(definition.name, definition, version);
    done(definition.name);
    if (await sendFiles()) await navigate(datasetPath(definition.name));
    setStage("");
  }
  function done(name: string): void {
    form.forget();
    setSaved(name);
  }
  const action = useAction(async (version: string | null) => {
    try {
      await (version === null ? create() : edit(version));
    } catch (thrown) {
      const error = asApiError(thrown);
      setStage("");
      form.tell(error.fields);
      throw error;
    }
  });
  return {
    save: (version) => void action.run(version),
    busy: action.busy,
    error: action.error,
    clear: action.clear,
    stage,
    saved,
    uploads,
  };
}

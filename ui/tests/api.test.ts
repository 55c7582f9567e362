import { describe, expect, it, vi } from "vitest";

import { dagReady, startRun } from "../src/api/airflow";
import { asApiError, errorOf, isAbort } from "../src/api/errors";
import { deleteUpload, getDataset, saveDataset, testKey } from "../src/api/gong";
import { readLines, send, sendFile } from "../src/api/send";

function answers(...responses: Response[]): ReturnType<typeof vi.fn> {
  const fetching = vi.fn();
  for (const response of responses) fetching.mockResolvedValueOnce(response);
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });

async function failure(work: Promise<unknown>): Promise<ReturnType<typeof asApiError>> {
  return work.then(() => expect.unreachable("it succeeded"), asApiError);
}

describe("errors", () => {
  it("carry the server's sentence and the sentences of fields", () => {
    const error = errorOf(422, { detail: "The definition is not valid.", fields: { bucket: "is missing", odd: 3 } });
    expect(error.message).toBe("The definition is not valid.");
    expect(error.fields).toEqual({ bucket: "is missing" });
  });

  it("join the findings that Airflow's own API lists", () => {
    expect(errorOf(422, { detail: [{ msg: "Field required" }, { msg: "Bad date" }] }).message).toBe(
      "Field required Bad date",
    );
  });

  it.each([
    [0, "cannot be reached"],
    [401, "Sign in again"],
    [403, "administrator"],
    [404, "not exist"],
    [502, "status 502"],
  ])("have a sentence of their own for status %d when the answer has none", (status, words) => {
    expect(errorOf(status, undefined).message).toContain(words);
  });

  it("say that the session has expired whatever the server calls it", () => {
    expect(errorOf(401, { detail: "Not authenticated" }).message).toContain("session");
  });
});

describe("send", () => {
  it("turns a lost connection into an error with status 0", async () => {
    vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("Failed to fetch")));
    expect((await failure(send("/x"))).status).toBe(0);
  });

  it("refuses a good status with a body that is not JSON, such as a proxy's page", async () => {
    answers(new Response("<html>", { status: 200 }));
    expect((await failure(send("/x"))).status).toBe(502);
  });

  it("sends JSON on every unsafe method, also without a body, so that the server's origin check can rely on it", async () => {
    const fetching = answers(json({ ok: true, message: "" }));
    await testKey({ access_key: "a", access_key_secret: "b", base_url: "c" });
    const [url, init] = fetching.mock.calls[0] as [string, RequestInit];
    expect(url).toBe("/gong/api/account/test");
    expect(init).toMatchObject({ method: "POST", headers: { "Content-Type": "application/json" } });
  });

  it("takes an answer without content for a success", async () => {
    answers(new Response(null, { status: 204 }));
    await expect(deleteUpload("a", "b.txt")).resolves.toBeUndefined();
  });

  it("escapes a name in an address", async () => {
    const fetching = answers(json({}));
    await getDataset("../me?x");
    expect(fetching.mock.calls[0]?.[0]).toBe("/gong/api/datasets/..%2Fme%3Fx");
  });

  it("keeps what a conflict's answer tells about the other version", async () => {
    answers(json({ detail: "Lee saved meanwhile.", version: "7" }, 409));
    const error = await failure(saveDataset("a", {} as never, "1"));
    expect([error.status, error.body.version]).toEqual([409, "7"]);
  });
});

describe("sendFile", () => {
  it("sends nothing for somebody who has left already", async () => {
    const sent = vi.spyOn(XMLHttpRequest.prototype, "send");
    const sending = sendFile("/x", new File(["x"], "x.txt"), () => undefined, AbortSignal.abort());
    await expect(sending).rejects.toSatisfy(isAbort);
    expect(sent).not.toHaveBeenCalled();
  });
});

describe("lines", () => {
  const stream = (...chunks: Uint8Array[]): ReadableStream<Uint8Array> =>
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });

  it("are read whole wherever the network cuts them, even within a character", async () => {
    const bytes = new TextEncoder().encode('{"id":"é"}\n\n{"id":"b"}\n{"id":"c"}');
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const found: string[] = [];
      for await (const line of readLines<{ id: string }>(stream(bytes.slice(0, cut), bytes.slice(cut))))
        found.push(line.id);
      expect(found).toEqual(["é", "b", "c"]);
    }
  });
});

describe("Airflow", () => {
  it("is asked for a run without a date, so that a sync takes the newest records", async () => {
    const fetching = answers(json({ dag_run_id: "manual__1" }));
    expect(await startRun("gong__a", { data_types: ["calls"] })).toBe("manual__1");
    const [url, init] = fetching.mock.calls[0] as [string, RequestInit];
    expect(url).toBe("/api/v2/dags/gong__a/dagRuns");
    expect(JSON.parse(init.body as string)).toEqual({ logical_date: null, conf: { data_types: ["calls"] } });
  });

  it("is asked again until the DAG is there and has the types that were saved", async () => {
    const fetching = answers(
      json({}, 404),
      json({}, 404),
      json({ params: { data_types: { value: ["users"] } } }),
      json({ params: { data_types: { value: ["calls"] } } }),
    );
    await dagReady("gong__a", ["calls"], () => Promise.resolve());
    expect(fetching).toHaveBeenCalledTimes(4);
  });

  it("is given up on when the DAG never comes, with a sentence that says what is saved", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(() => Promise.resolve(json({}, 404))),
    );
    const error = await failure(dagReady("gong__a", ["calls"], () => Promise.resolve()));
    expect(error.message).toContain("It is saved");
  });

  it("is not asked again when it refuses", async () => {
    const fetching = answers(json({ detail: "Forbidden" }, 403));
    expect((await failure(dagReady("gong__a", ["calls"], () => Promise.resolve()))).status).toBe(403);
    expect(fetching).toHaveBeenCalledOnce();
  });
});

/** The only place that sends requests: with Airflow's own cookie, JSON in and out, failures as `ApiError`. */
import { errorOf, isAbort } from "./errors";

const NO_CONTENT = 204;

interface Options {
  method?: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

async function answer(url: string, { method = "GET", body, signal }: Options): Promise<Response> {
  const init: RequestInit = { method, credentials: "same-origin", headers: { "Content-Type": "application/json" } };
  if (signal) init.signal = signal;
  if (method !== "GET") init.body = JSON.stringify(body ?? {});
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw errorOf(0, null);
  }
  if (!response.ok) throw errorOf(response.status, parse(await response.text()));
  return response;
}

/** Send a request and return the JSON of its answer; nothing, when the answer has no content. */
export async function send<T>(url: string, options: Options = {}): Promise<T> {
  const response = await answer(url, options);
  if (response.status === NO_CONTENT) return undefined as T;
  const content = parse(await response.text());
  if (content === undefined) throw errorOf(502, null);
  return content as T;
}

export async function sendForText(url: string): Promise<string> {
  return (await answer(url, {})).text();
}

/** Send a request and yield the lines of its answer as they arrive, each as JSON. */
export async function* sendForLines<T>(url: string, options: Options): AsyncGenerator<T> {
  const response = await answer(url, options);
  if (!response.body) return;
  yield* readLines<T>(response.body);
}

/** Yield the JSON values of a stream that has one on each line, wherever the network cuts it. */
export async function* readLines<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) if (line.trim() !== "") yield JSON.parse(line) as T;
    if (done) return;
  }
}

/** Send a file as it is and tell how much of it has left; `fetch` cannot tell that. */
export function sendFile<T>(
  url: string,
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopped = (): void => {
      reject(new DOMException("The upload was stopped.", "AbortError"));
    };
    if (signal?.aborted) {
      stopped(); // the event below has been already
      return;
    }
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const content = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(content as T);
      else reject(errorOf(request.status, content));
    };
    request.onerror = () => {
      reject(errorOf(0, null));
    };
    request.onabort = stopped;
    signal?.addEventListener("abort", () => {
      request.abort();
    });
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

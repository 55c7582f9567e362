/** What can go wrong with a request, in words for the person who reads them. */

export class ApiError extends Error {
  readonly status: number;
  readonly fields: Record<string, string>;
  readonly body: Record<string, unknown>;

  constructor(status: number, message: string, body: Record<string, unknown> = {}) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.body = body;
    this.fields = readFields(body.fields);
  }
}

const SENTENCES: Record<number, string> = {
  0: "Airflow cannot be reached. Check your network connection, then try again.",
  401: "Your session in Airflow has expired. Sign in again; what you typed here is kept.",
  403: "Your role in Airflow does not allow this. Ask an administrator of Airflow.",
  404: "This does not exist any more, or you may not see it.",
};

/** Return the error that an answer stands for; `body` is what was parsed of it, if anything. */
export function errorOf(status: number, body: unknown): ApiError {
  const content = isRecord(body) ? body : {};
  const ours = status === 401 ? null : sentence(content.detail);
  return new ApiError(status, ours ?? SENTENCES[status] ?? unexpected(status), content);
}

/** Return any thrown value as an `ApiError`; what is not one is a lost connection. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : errorOf(0, null);
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Airflow answers with a sentence, or with a list of pydantic's findings. */
function sentence(detail: unknown): string | null {
  if (typeof detail === "string" && detail !== "") return detail;
  if (!Array.isArray(detail)) return null;
  const found = detail.flatMap((each) => (isRecord(each) && typeof each.msg === "string" ? [each.msg] : []));
  return found.length > 0 ? found.join(" ") : null;
}

function unexpected(status: number): string {
  return `Airflow answered with an error (status ${status}). Try again; if it stays, an administrator finds the reason in the API server's log.`;
}

function readFields(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) => (typeof text === "string" ? [[name, text]] : [])),
  );
}

// Asking the edge. The session is a cookie that no script reads; where it has run out it is renewed
// once and the question asked again. Where the edge wants the code of an authenticator first, whoever is
// there is asked for it, and the very same is sent again, once, with the same idempotency key.
import { askForCode } from "@/api/code-question";
import type { Error as ErrorAnswer } from "@/contract/api";

export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown>,
    readonly retryAfterS: number | null = null,
  ) {
    super(message);
  }
}

export type Asked = { body?: unknown; idempotencyKey?: string; signal?: AbortSignal };

let renewing: Promise<boolean> | undefined;

// Many questions may find the session run out at once; a refresh token is good once.
function renew(): Promise<boolean> {
  renewing ??= fetch("/api/refresh", { method: "POST" })
    .then((answer) => answer.ok)
    .finally(() => (renewing = undefined));
  return renewing;
}

async function failure(answer: Response): Promise<RequestError> {
  const told = (await answer.json().catch(() => undefined)) as ErrorAnswer | undefined;
  const known = told?.error;
  return new RequestError(
    answer.status,
    known?.code ?? "no_answer",
    known?.message ?? `The server answered ${answer.status}.`,
    known?.details ?? {},
    Number(answer.headers.get("Retry-After")) || null,
  );
}

async function read<Answer>(answer: Response): Promise<Answer> {
  if (!answer.ok) throw await failure(answer);
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as Answer;
}

export async function request<Answer>(
  method: string,
  path: string,
  asked: Asked = {},
): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (asked.body !== undefined) headers["Content-Type"] = "application/json";
  if (asked.idempotencyKey) headers["Idempotency-Key"] = asked.idempotencyKey;
  const body = asked.body === undefined ? undefined : JSON.stringify(asked.body);
  const send = () => fetch(path, { method, headers, body, signal: asked.signal });
  const sendRenewed = async () => {
    const answer = await send();
    return answer.status === 401 && path !== "/api/login" && (await renew()) ? send() : answer;
  };
  try {
    return await read<Answer>(await sendRenewed());
  } catch (failed) {
    const waits = failed instanceof RequestError && failed.code === "second_factor_needed";
    if (!waits || !(await askForCode())) throw failed;
  }
  return read<Answer>(await sendRenewed());
}

import { UnexpectedError, UnreachableError } from './failures.ts';
import { errorOf } from './problem.ts';

const BASE = '/api/v1';
const RETRY_AFTER_MS = [250, 1_000];
/** A proxy without a server behind it. */
const PASSING = new Set([502, 503, 504]);

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
}
interface Attempt extends RequestOptions {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Sending it twice has the effect of sending it once, so that a lost answer may be asked for again. */
  readonly repeatable: boolean;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function once({ method, path, body, signal }: Attempt): Promise<Response> {
  const response = await fetch(BASE + path, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : new UnreachableError(error);
  });
  if (!response.ok) throw await errorOf(response);
  return response;
}

const mayPass = (error: unknown): boolean =>
  error instanceof UnreachableError || (error instanceof UnexpectedError && PASSING.has(error.status));

async function send(attempt: Attempt): Promise<Response> {
  for (const waitMs of attempt.repeatable ? RETRY_AFTER_MS : []) {
    try {
      return await once(attempt);
    } catch (error) {
      if (!mayPass(error) || attempt.signal?.aborted) throw error;
      await pause(waitMs);
    }
  }
  return once(attempt);
}

async function ask<Answer>(attempt: Attempt): Promise<Answer> {
  const response = await send(attempt);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/**
 * Requests to `/api/v1`. `Answer` is the wire schema's type in `shared`. Throws the `DomainError` of a refusal,
 * `UnreachableError` where no answer came (after trying again, if that is safe), else `UnexpectedError`.
 */
export const api = {
  get: <Answer>(path: string, options: RequestOptions = {}): Promise<Answer> =>
    ask({ method: 'GET', path, repeatable: true, ...options }),
  put: <Answer>(path: string, body: unknown, options: RequestOptions = {}): Promise<Answer> =>
    ask({ method: 'PUT', path, body, repeatable: true, ...options }),
  patch: <Answer>(path: string, body: unknown, options: RequestOptions = {}): Promise<Answer> =>
    ask({ method: 'PATCH', path, body, repeatable: true, ...options }),
  post: <Answer>(path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> =>
    ask({ method: 'POST', path, body, repeatable: false, ...options }),
  /** A file, as it is. */
  bytes: async (path: string): Promise<ArrayBuffer> =>
    (await send({ method: 'GET', path, repeatable: true })).arrayBuffer(),
};

import type { FastifyInstance } from 'fastify';
import type { SessionHeaders } from './make-server.ts';

interface Answer<Body> {
  readonly status: number;
  /** Parsed where it is plain JSON, else empty. */
  readonly body: Body;
  /** Of a refusal. */
  readonly code: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly raw: Buffer;
}

export type Ask = <Body = Readonly<Record<string, unknown>>>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  payload?: object,
) => Promise<Answer<Body>>;

/** Asks the API, `path` below `/api/v1`, as somebody signed in or, without headers, as a visitor. */
export function asker(app: FastifyInstance, headers: SessionHeaders | Record<string, string> = {}): Ask {
  return async <Body>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, payload?: object) => {
    const url = path.startsWith('/api/') ? path : `/api/v1${path}`;
    const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    const { 'content-type': type, 'content-encoding': coding } = answer.headers;
    const isReadable = /json/.test(String(type)) && coding === undefined;
    const body = (isReadable ? answer.json() : {}) as Body & { readonly code?: string };
    return {
      status: answer.statusCode,
      body,
      code: answer.statusCode >= 400 ? body.code : undefined,
      headers: answer.headers,
      raw: answer.rawPayload,
    };
  };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Kept } from './kept.ts';
import type { PictureFormat } from './pictures.ts';

export type CacheRule = keyof typeof CACHE_CONTROL;
const CACHE_CONTROL = {
  /** Never changes under this address. */
  immutable: 'public, max-age=31536000, immutable',
  day: 'public, max-age=86400',
  /** Only for who asked, and asked for again each time. */
  private: 'private, no-cache',
} as const;

/**
 * Answers with a picture, or with 304 to who has it.
 * @param version names what is on it: another picture, another version
 */
export async function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  format: PictureFormat,
  version: string,
  rule: CacheRule,
  make: () => Promise<Uint8Array>,
): Promise<FastifyReply> {
  const etag = `"${version}-${format}"`;
  if (isKnown(request, etag)) return mark(reply, etag, rule).code(304).send();
  const picture = await make(); // before it is marked: a refusal must not be kept for a year
  return mark(reply, etag, rule).type(`image/${format}`).send(Buffer.from(picture));
}

const MOST_KEPT_BYTES = 16 * 1024 * 1024;
const bodies = new Kept<Buffer>(MOST_KEPT_BYTES, (body) => body.byteLength);
const compress = promisify(gzip);

/** Answers with JSON that only depends on `version`, compressed where the reader takes it, or with 304 to who has it. */
export async function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  rule: CacheRule,
  value: unknown,
): Promise<FastifyReply> {
  const make = (): Buffer => Buffer.from(JSON.stringify(value));
  return sendBody(request, reply, { version, rule, type: 'application/json; charset=utf-8', make });
}

/** The same for any bytes. */
export async function sendBody(
  request: FastifyRequest,
  reply: FastifyReply,
  body: { readonly version: string; readonly rule: CacheRule; readonly type: string; readonly make: () => Buffer },
): Promise<FastifyReply> {
  reply.header('vary', 'accept-encoding');
  const zipped = request.headers['accept-encoding']?.includes('gzip') === true;
  const version = `${body.version}-${zipped ? 'gzip' : 'plain'}`;
  const etag = `"${version}"`;
  if (isKnown(request, etag)) return mark(reply, etag, body.rule).code(304).send();
  const bytes = await bodies.get(version, async () => (zipped ? compress(body.make()) : body.make()));
  if (zipped) reply.header('content-encoding', 'gzip');
  return mark(reply, etag, body.rule).type(body.type).send(bytes);
}

function isKnown(request: FastifyRequest, etag: string): boolean {
  return request.headers['if-none-match']?.includes(etag) === true;
}

function mark(reply: FastifyReply, etag: string, rule: CacheRule): FastifyReply {
  return reply.header('etag', etag).header('cache-control', CACHE_CONTROL[rule]);
}

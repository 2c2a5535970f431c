import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isIPv6 } from 'node:net';
import { DomainError } from 'shared/errors.ts';

export interface RateLimits {
  /** Requests per minute of one person, or of one address without a session. */
  readonly perMinute: number;
  /** Sign-in mails asked for per hour from one address. */
  readonly signInsPerHour: number;
  /** Sign-in mails asked for per hour for one mailbox. */
  readonly mailsPerHour: number;
}

export const RATE_LIMITS: RateLimits = { perMinute: 1200, signInsPerHour: 60, mailsPerHour: 8 };

/** Counts every request to the API by person, or by address where there is no session. */
export async function limitRates(app: FastifyInstance, limits: RateLimits): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    max: limits.perMinute,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: (request) => request.person?.id ?? networkOf(request.ip),
    allowList: (request: FastifyRequest) => !request.url.startsWith('/api/'),
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
  });
}

/** The refusal, with the seconds after which it is worth trying again. */
export function tooMany(ttlMs: number): DomainError {
  const seconds = Math.ceil(ttlMs / 1000);
  return new DomainError('too_many_requests', `Too many requests: try again in ${String(seconds)} s.`, { seconds });
}

/** An IPv4 address, or the /64 network of an IPv6 address: one household has all of the latter. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

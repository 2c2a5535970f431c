import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { PersonId } from 'shared/ids.ts';

/** Who looks at a campaign, signed in or not. */
export interface Visitor {
  readonly personId: PersonId | null;
  /** Entries are shown in an order that follows from this: the same at every visit, another for everybody. */
  readonly orderSeed: string;
}

const COOKIE = 'mitwerk_order';

/** Without an account the order hangs on a random cookie of this browser session, which says nothing about anybody. */
export function visitorOf(request: FastifyRequest, reply: FastifyReply): Visitor {
  const personId = request.person?.id ?? null;
  if (personId !== null) return { personId, orderSeed: personId };
  const known = new RegExp(`(?:^|; *)${COOKIE}=([0-9a-f]{32})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1];
  if (known !== undefined) return { personId, orderSeed: known };
  const orderSeed = randomBytes(16).toString('hex');
  const secure = request.protocol === 'https' ? '; Secure' : '';
  reply.header('set-cookie', `${COOKIE}=${orderSeed}; Path=/api; HttpOnly; SameSite=Lax${secure}`);
  return { personId, orderSeed };
}

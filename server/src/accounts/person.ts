import type { PersonId } from 'shared/ids.ts';

/** The person whose session a request carries. */
export interface SignedInPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  /** Of cursor and outline, `#rrggbb`. */
  readonly colour: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** `null` for visitors; set before any route of `/api` and `/sync` runs. */
    person: SignedInPerson | null;
  }
}

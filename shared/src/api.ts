import Type, { type Static } from 'typebox';

/** Pieces that the wire schemas of several features share. Dates travel as ISO 8601 strings in UTC. */
export const Uuid = Type.String({ format: 'uuid' });
export const Instant = Type.String({ format: 'date-time' });
export const Slug = Type.String({ pattern: '^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** The problem details (RFC 9457) that every refusal answers with. `code` is a `DomainErrorCode`. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  details: Type.Record(Type.String(), Type.Unknown()),
});
export type Problem = Static<typeof Problem>;

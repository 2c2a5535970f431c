import Type, { type Static } from 'typebox';
import { Instant, Sha256, Slug, Uuid } from '../api.ts';
import { LocalizedText } from '../space/schema.ts';

const Closed = { additionalProperties: false } as const;
const Reason = Type.String({ minLength: 10, maxLength: 1000 });

/** One reason for every finalist, the winner's included. */
export const DecisionBody = Type.Object(
  {
    winner: Uuid,
    reasons: Type.Array(Type.Object({ entryId: Uuid, reason: Reason }, Closed), { minItems: 1, maxItems: 50 }),
  },
  Closed,
);
export type DecisionBody = Static<typeof DecisionBody>;

export const DecisionDetail = Type.Object({
  campaignSlug: Slug,
  campaignTitle: LocalizedText,
  brandName: Type.String(),
  accent: Type.String(),
  decidedAt: Instant,
  decidedBy: Type.String(),
  finalists: Type.Array(
    Type.Object({
      entryId: Uuid,
      number: Type.Integer(),
      title: Type.String(),
      picture: Type.String(),
      place: Type.Integer(),
      winner: Type.Boolean(),
      reason: Type.String(),
    }),
  ),
  handover: Type.Union([Type.Null(), Type.Object({ sha256: Sha256, bytes: Type.Integer(), createdAt: Instant })]),
});
export type DecisionDetail = Static<typeof DecisionDetail>;

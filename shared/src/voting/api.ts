import Type, { type Static } from 'typebox';
import { Instant, Sha256, Slug, Uuid } from '../api.ts';
import { CrewMember } from '../campaigns/api.ts';
import { LocalizedText } from '../space/schema.ts';

const Closed = { additionalProperties: false } as const;

/** Entry ids from best to worst; ids in one inner array are tied; who is not listed ranks below all who are. */
export const Ranking = Type.Array(Type.Array(Uuid, { minItems: 1, maxItems: 500 }), { minItems: 0, maxItems: 500 });

export const BallotBody = Type.Object(
  {
    ranking: Ranking,
    /** Made by the voter's browser: sending the same ballot twice has one effect. */
    key: Type.String({ minLength: 16, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' }),
    /** 32 random bytes in hexadecimal, made in the voter's browser: without it the ballot's leaf says nothing. */
    nonce: Sha256,
  },
  Closed,
);
export type BallotBody = Static<typeof BallotBody>;

export const RoundState = Type.Union([Type.Literal('scheduled'), Type.Literal('open'), Type.Literal('closed')]);

export const RoundDetail = Type.Object({
  id: Uuid,
  campaignSlug: Slug,
  campaignTitle: LocalizedText,
  brandName: Type.String(),
  accent: Type.String(),
  method: Type.Literal('schulze'),
  seats: Type.Integer(),
  state: RoundState,
  opensAt: Instant,
  closesAt: Instant,
  now: Instant,
  rulesHash: Sha256,
  /** In the order for this voter: random, the same at every visit. */
  slate: Type.Array(
    Type.Object({
      id: Uuid,
      number: Type.Integer(),
      title: Type.String(),
      picture: Type.String(),
      crew: Type.Array(CrewMember),
      priceCents: Type.Integer(),
      currency: Type.String(),
      own: Type.Boolean(),
    }),
  ),
  myBallot: Type.Union([Type.Null(), Type.Object({ ranking: Ranking, castAt: Instant, revision: Type.Integer() })]),
});
export type RoundDetail = Static<typeof RoundDetail>;

/** Of the last five the browser makes the receipt, after it has seen that they are of the ballot that it sent. */
export const BallotReceipt = Type.Object({
  revision: Type.Integer(),
  castAt: Instant,
  closesAt: Instant,
  /** The voter in this round. */
  pseudonym: Sha256,
  /** Place in the round, in the order of casting: 0, 1, 2 … */
  sequence: Type.Integer(),
  commitment: Sha256,
  leaf: Sha256,
  /** The newest checkpoint at that time. */
  after: Type.Object({ sequence: Type.Integer(), hash: Sha256 }),
});
export type BallotReceipt = Static<typeof BallotReceipt>;

export const ResultEntry = Type.Object({
  id: Uuid,
  number: Type.Integer(),
  title: Type.String(),
  picture: Type.String(),
  rank: Type.Integer(),
  place: Type.Integer(),
  crew: Type.Array(CrewMember),
});

export const RoundResult = Type.Object({
  roundId: Uuid,
  campaignSlug: Slug,
  campaignTitle: LocalizedText,
  brandName: Type.String(),
  accent: Type.String(),
  method: Type.Literal('schulze'),
  closedAt: Instant,
  ballotCount: Type.Integer(),
  rulesHash: Sha256,
  tieRule: Type.Object({ seed: Type.String(), commitment: Sha256 }),
  /** Best first. `rank` is shared by tied entries, `place` is after the tie rule and unique. */
  entries: Type.Array(ResultEntry),
  /** `pairs[i][j]`: ballots that rank `entries[i]` above `entries[j]`. */
  pairs: Type.Array(Type.Array(Type.Integer())),
  /** `paths[i][j]`: strength of the strongest path from `entries[i]` to `entries[j]` (winning votes). */
  paths: Type.Array(Type.Array(Type.Integer())),
  decided: Type.Boolean(),
});
export type RoundResult = Static<typeof RoundResult>;

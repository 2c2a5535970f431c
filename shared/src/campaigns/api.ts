import Type, { type Static } from 'typebox';
import { Instant, Sha256, Slug, Uuid } from '../api.ts';
import { LocalizedText } from '../space/schema.ts';
import { PHASES } from './campaign.ts';

const Closed = { additionalProperties: false } as const;
const PhaseSchema = Type.Enum([...PHASES]);

const Brief = Type.Object(
  {
    en: Type.String({ minLength: 1, maxLength: 4000 }),
    nl: Type.Optional(Type.String({ maxLength: 4000 })),
    de: Type.Optional(Type.String({ maxLength: 4000 })),
  },
  Closed,
);

export const BrandSummary = Type.Object({
  slug: Slug,
  name: Type.String(),
  /** `#rrggbb`; the client corrects its lightness where it would not be readable. */
  accent: Type.String(),
});

export const CampaignSummary = Type.Object({
  id: Uuid,
  slug: Slug,
  title: LocalizedText,
  tagline: LocalizedText,
  brand: BrandSummary,
  productLabel: LocalizedText,
  phase: PhaseSchema,
  publishedAt: Type.Union([Instant, Type.Null()]),
  designingFrom: Instant,
  entriesCloseAt: Instant,
  votingFrom: Instant,
  votingUntil: Instant,
  decidedAt: Type.Union([Instant, Type.Null()]),
  designCount: Type.Integer(),
  entryCount: Type.Integer(),
  makerCount: Type.Integer(),
  /** Up to four pictures of entries (after the decision the winner first), else of the product. Paths under `/api/v1`. */
  pictures: Type.Array(Type.String()),
});
export type CampaignSummary = Static<typeof CampaignSummary>;

export const CampaignDetail = Type.Object({
  ...CampaignSummary.properties,
  brief: Brief,
  /** The market whose rules hold; null: those of every market do. */
  market: Type.Union([Type.String(), Type.Null()]),
  spaceHash: Sha256,
  roundId: Type.Union([Uuid, Type.Null()]),
  /** What the person who asks may do here. */
  canManage: Type.Boolean(),
  myDesigns: Type.Array(
    Type.Object({ id: Uuid, title: Type.String(), picture: Type.String(), entered: Type.Boolean() }),
  ),
  /** What the product offers to begin with; may be none. Pictures are paths under `/api/v1`. */
  starters: Type.Array(Type.Object({ id: Type.String(), label: LocalizedText, picture: Type.String() })),
  /** The database's clock, so that a count-down does not depend on the reader's. */
  now: Instant,
});
export type CampaignDetail = Static<typeof CampaignDetail>;

export const CrewMember = Type.Object({ id: Uuid, name: Type.String(), colour: Type.String() });

export const EntrySummary = Type.Object({
  id: Uuid,
  number: Type.Integer({ minimum: 1 }),
  title: Type.String(),
  crew: Type.Array(CrewMember),
  picture: Type.String(),
  priceCents: Type.Integer(),
  currency: Type.String(),
  enteredAt: Instant,
  remixOf: Type.Union([Type.Null(), Type.Object({ title: Type.String(), entryId: Type.Union([Uuid, Type.Null()]) })]),
});
export type EntrySummary = Static<typeof EntrySummary>;

export const EntryDetail = Type.Object({
  ...EntrySummary.properties,
  campaignSlug: Slug,
  hash: Sha256,
  spaceHash: Sha256,
  /** Label and value of each parameter, in the order of the space, ready to read. */
  choices: Type.Array(Type.Object({ label: LocalizedText, value: LocalizedText })),
  story: Type.String(),
  canRemix: Type.Boolean(),
});
export type EntryDetail = Static<typeof EntryDetail>;

export const CampaignBody = Type.Object(
  {
    brandSlug: Slug,
    productId: Uuid,
    /** Of those that the rules of the product name; left out, the rules of every market hold. */
    market: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    slug: Slug,
    title: LocalizedText,
    tagline: LocalizedText,
    brief: Brief,
    designingFrom: Instant,
    entriesCloseAt: Instant,
    votingFrom: Instant,
    votingUntil: Instant,
  },
  Closed,
);
export type CampaignBody = Static<typeof CampaignBody>;

/** Dates can be moved until they have passed. */
export const CampaignPatch = Type.Partial(
  Type.Omit(CampaignBody, ['brandSlug', 'productId', 'market', 'slug']),
  Closed,
);
export type CampaignPatch = Static<typeof CampaignPatch>;

export const ProductSummary = Type.Object({
  id: Uuid,
  brandSlug: Slug,
  label: LocalizedText,
  summary: LocalizedText,
  /** Those that its rules name, in alphabetical order; a campaign may be for one of them. */
  markets: Type.Array(Type.String()),
  spaceHash: Sha256,
  picture: Type.String(),
});
export type ProductSummary = Static<typeof ProductSummary>;

export const ManagedCampaign = Type.Object({
  ...CampaignSummary.properties,
  roundId: Type.Union([Uuid, Type.Null()]),
  ballotCount: Type.Integer(),
});
export type ManagedCampaign = Static<typeof ManagedCampaign>;

import Type, { type Static } from 'typebox';
import { Instant, Sha256, Slug, Uuid } from '../api.ts';
import { CrewMember } from '../campaigns/api.ts';
import { LocalizedText } from '../space/schema.ts';

const Closed = { additionalProperties: false } as const;

export const NewDesignBody = Type.Object(
  {
    starter: Type.Optional(Type.String({ maxLength: 40 })),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  },
  Closed,
);
export type NewDesignBody = Static<typeof NewDesignBody>;

export const DesignDetail = Type.Object({
  id: Uuid,
  title: Type.String(),
  campaign: Type.Object({
    slug: Slug,
    title: LocalizedText,
    brandName: Type.String(),
    accent: Type.String(),
    entriesCloseAt: Instant,
  }),
  spaceHash: Sha256,
  crew: Type.Array(CrewMember),
  /** `edit`: a member of the crew while the campaign takes entries and the design is not entered; otherwise `view`. */
  access: Type.Union([Type.Literal('edit'), Type.Literal('view')]),
  /** Why it cannot be edited, where it cannot. */
  readOnlyBecause: Type.Union([
    Type.Null(),
    Type.Literal('entered'),
    Type.Literal('phase'),
    Type.Literal('not_in_crew'),
  ]),
  parent: Type.Union([Type.Null(), Type.Object({ title: Type.String(), entryId: Type.Union([Uuid, Type.Null()]) })]),
  entryId: Type.Union([Uuid, Type.Null()]),
  epoch: Type.Integer(),
});
export type DesignDetail = Static<typeof DesignDetail>;

export const DesignPatch = Type.Object({ title: Type.String({ minLength: 1, maxLength: 60 }) }, Closed);
export type DesignPatch = Static<typeof DesignPatch>;

/** `path` is a page of the studio, `/join/<token>`. */
export const Invite = Type.Object({ path: Type.String(), expiresAt: Instant });
export type Invite = Static<typeof Invite>;

export const InviteDetail = Type.Object({
  designId: Uuid,
  title: Type.String(),
  inviterName: Type.String(),
  campaignTitle: LocalizedText,
  picture: Type.String(),
});
export type InviteDetail = Static<typeof InviteDetail>;

export const Created = Type.Object({ id: Uuid });
export type Created = Static<typeof Created>;

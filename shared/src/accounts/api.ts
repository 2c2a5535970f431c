import Type, { type Static } from 'typebox';
import { Instant, Slug, Uuid } from '../api.ts';

const Closed = { additionalProperties: false } as const;

export const Me = Type.Object({
  /** The demo is on: its people can be entered with one click and mail is shown on a page. */
  demo: Type.Boolean(),
  person: Type.Union([
    Type.Null(),
    Type.Object({
      id: Uuid,
      name: Type.String(),
      email: Type.String(),
      /** Of the person's cursor and outline. */
      colour: Type.String(),
      manages: Type.Array(Type.Object({ brandSlug: Slug, brandName: Type.String() })),
    }),
  ]),
});
export type Me = Static<typeof Me>;

export const SignInBody = Type.Object(
  { email: Type.String({ format: 'email', maxLength: 254 }), returnTo: Type.Optional(Type.String({ maxLength: 400 })) },
  Closed,
);
export type SignInBody = Static<typeof SignInBody>;

export const RenameBody = Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }) }, Closed);
export type RenameBody = Static<typeof RenameBody>;

export const DemoPerson = Type.Object({
  key: Slug,
  name: Type.String(),
  role: Type.Union([Type.Literal('customer'), Type.Literal('voter'), Type.Literal('manager')]),
  brandName: Type.Optional(Type.String()),
});
export type DemoPerson = Static<typeof DemoPerson>;

export const MailboxMail = Type.Object({
  to: Type.String(),
  subject: Type.String(),
  text: Type.String(),
  sentAt: Instant,
});
export type MailboxMail = Static<typeof MailboxMail>;

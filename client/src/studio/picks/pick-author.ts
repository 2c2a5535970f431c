import type { Studio } from '../studio.svelte.ts';

/** Whose a pick is. What the server wrote, such as a starter, is nobody's; so is what somebody unknown wrote long ago. */
export type PickAuthor =
  { readonly kind: 'you' } | { readonly kind: 'person'; readonly name: string } | { readonly kind: 'nobody' };

export function pickAuthor({ session, detail, me }: Studio, { actor }: { readonly actor: number }): PickAuthor {
  const id = session.authors.get(actor);
  if (actor === session.doc.clientID || (id !== undefined && id === me())) return { kind: 'you' };
  const member = detail.crew.find((one) => one.id === id);
  const name = member?.name ?? session.people.find(({ user }) => user.id === id)?.user.name;
  return name === undefined ? { kind: 'nobody' } : { kind: 'person', name };
}

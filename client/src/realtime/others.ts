import type { AuthorsNotice, Presence } from 'shared/realtime/messages.ts';
import { cleanPresence } from 'shared/realtime/presence.ts';
import type { Awareness } from 'y-protocols/awareness';

/** Somebody else at the same design. Once per window: the same person may be there twice. */
export interface OtherPerson extends Presence {
  readonly clientId: number;
  readonly user: { readonly id: string; readonly name: string; readonly colour: string };
}

/** Everybody but this window, in an order that stays while people come and go. */
export function othersAt(awareness: Awareness): OtherPerson[] {
  return [...awareness.getStates()]
    .filter(([clientId]) => clientId !== awareness.clientID)
    .sort(([a], [b]) => a - b)
    .flatMap(([clientId, state]) => {
      const { id, name, colour } = (state['user'] ?? {}) as Readonly<Record<string, unknown>>;
      if (typeof id !== 'string' || typeof name !== 'string' || typeof colour !== 'string') return [];
      return [{ ...cleanPresence(state), clientId, user: { id, name, colour } }];
    });
}

/** The people behind Yjs clients, by client id: as the server has said, and as they are here now. */
export function authorsOf(told: AuthorsNotice['authors'], people: readonly OtherPerson[]): ReadonlyMap<number, string> {
  return new Map([
    ...Object.entries(told).map(([client, person]) => [Number(client), person] as const),
    ...people.map(({ clientId, user }) => [clientId, user.id] as const),
  ]);
}

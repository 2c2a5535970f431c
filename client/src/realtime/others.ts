import type { Presence } from 'shared/realtime/messages.ts';
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

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE_AWARENESS } from 'shared/realtime/messages.ts';
import type { Crowd } from './crowd.ts';
import type { Member } from './member.ts';

const TICK_MS = 1;

export interface Showing {
  sent: number;
  stop(): void;
}

/** Everybody moves their cursor `perSecond` times a second. How long it takes to be seen, one member of each room tells. */
export function showCursors({ writers, members, tally }: Crowd, perSecond: number): Showing {
  const sentAt = new Map<number, number[]>();
  const watching = new Set<string>();
  for (const member of members) {
    const isWatching = !watching.has(member.room.name);
    watching.add(member.room.name);
    const seen = new Map<number, number>();
    member.onMessage = (kind, body) => {
      if (kind !== 'presence') return;
      const decoder = decoding.createDecoder(body);
      decoding.readVarUint(decoder);
      const entries = decoding.createDecoder(decoding.readVarUint8Array(decoder));
      const count = decoding.readVarUint(entries);
      tally.cursorsDelivered += count;
      if (isWatching) for (let entry = 0; entry < count; entry += 1) watch(entries, seen);
    };
  }
  const watch = (entries: decoding.Decoder, seen: Map<number, number>): void => {
    const client = decoding.readVarUint(entries);
    decoding.readVarUint(entries);
    const state = JSON.parse(decoding.readVarString(entries)) as { cursor?: { x: number } } | null;
    const number = state?.cursor?.x ?? -1;
    const at = sentAt.get(client)?.[number];
    if (at === undefined || number <= (seen.get(client) ?? -1)) return;
    seen.set(client, number);
    tally.cursors.add(performance.now() - at);
  };
  const began = performance.now();
  const pointing = writers.map(({ member, mover: { clientId } }, index) => {
    const times: number[] = [];
    sentAt.set(clientId, times);
    return { member, clientId, times, next: index / writers.length };
  });
  const showing: Showing = { sent: 0, stop: () => clearInterval(timer) };
  const timer = setInterval(() => {
    const due = ((performance.now() - began) * perSecond) / 1_000;
    for (const one of pointing)
      for (; one.next <= due; one.next += 1) {
        point(one.member, one.clientId, one.times.length);
        one.times.push(performance.now());
        showing.sent += 1;
      }
  }, TICK_MS);
  return showing;
}

function point(member: Member, clientId: number, number: number): void {
  const state = { cursor: { view: 'front', x: number, y: 12.5 }, selection: ['e1'] };
  const body = encoding.createEncoder();
  for (const value of [1, clientId, number + 1]) encoding.writeVarUint(body, value);
  encoding.writeVarString(body, JSON.stringify(state));
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_AWARENESS);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body));
  member.say(encoding.toUint8Array(encoder));
}

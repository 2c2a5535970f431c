import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import { Awareness, applyAwarenessUpdate } from 'y-protocols/awareness';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { PresenceBatch } from './presence-batch.ts';

/** What a Yjs client knows after a message. */
function heard(message: Uint8Array | null): Map<number, unknown> {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  if (message) {
    const decoder = decoding.createDecoder(message);
    expect(decoding.readVarUint(decoder)).toBe(1);
    applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), null);
    expect(decoding.hasContent(decoder)).toBe(false);
  }
  const states = new Map(awareness.getStates());
  awareness.destroy();
  return states;
}

const anyEntries = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 2 ** 32 - 1 }), fc.string()), {
  selector: ([clientId]) => clientId,
  maxLength: 20,
});

test('everybody hears of everybody but themselves', () =>
  fc.assert(
    fc.property(anyEntries, anyEntries, fc.nat(), (first, second, which) => {
      const [batch, newer] = [new PresenceBatch(), new PresenceBatch()];
      for (const [clientId, text] of first) batch.set(clientId, 5, JSON.stringify({ text }));
      for (const [clientId, text] of second) newer.set(clientId, 6, JSON.stringify({ text }));
      batch.merge(newer);
      const all = new Map([...first, ...second].map(([clientId, text]) => [clientId, { text }]));
      expect(heard(batch.messageFor(null))).toEqual(all);
      const own = [...all.keys()][which % Math.max(1, all.size)];
      if (own === undefined) return;
      const others = new Map([...all].filter(([clientId]) => clientId !== own));
      expect(heard(batch.messageFor(own))).toEqual(others);
      expect(batch.messageFor(own) === null).toBe(others.size === 0);
    }),
  ));

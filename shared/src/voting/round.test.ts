import { expect, test } from 'vitest';
import { sha256Hex } from '../sha256.ts';
import { makeRules, roundStateAt, rulesHash } from './round.ts';

test('the rules commit to the seed without telling it, and do not depend on the order of the entries', () => {
  const rules = makeRules(['b', 'a'], 'secret');
  expect(rules.ties.commitment).toBe(sha256Hex('secret'));
  expect(JSON.stringify(rules)).not.toContain('secret"');
  expect(rulesHash(rules)).toBe(rulesHash(makeRules(['a', 'b'], 'secret')));
  expect(rulesHash(rules)).not.toBe(rulesHash(makeRules(['a', 'b'], 'another')));
});

test('a round is scheduled, then open, then closed; an instant between two belongs to the later', () => {
  const round = { opensAt: new Date(1000), closesAt: new Date(2000) };
  expect([999, 1000, 1999, 2000].map((at) => roundStateAt(round, new Date(at)))).toEqual([
    'scheduled',
    'open',
    'open',
    'closed',
  ]);
});

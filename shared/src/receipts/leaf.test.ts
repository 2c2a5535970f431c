import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type CastBallot, commitmentOf, leafOf, pseudonymOf } from './leaf.ts';

const ROUND = '3f2b8c1e-6f0a-4f7e-9a53-0c1d2e3f4a5b';
const NONCE = 'ab'.repeat(32);
const ballot: CastBallot = {
  pseudonym: 'cd'.repeat(32),
  revision: 1,
  key: 'a-key-of-sixteen',
  choice: [['x'], ['y', 'z']],
  castAt: '2026-12-01T10:00:00.000Z',
};

test('a leaf is what anybody computes who has all that it is made of', () => {
  const content =
    '{"castAt":"2026-12-01T10:00:00.000Z","choice":[["x"],["y","z"]],"key":"a-key-of-sixteen",' +
    `"pseudonym":"${'cd'.repeat(32)}","revision":1}`;
  const commitment = createHash('sha256')
    .update('mitwerk/ballot-commitment/1\0')
    .update(Buffer.from(NONCE, 'hex'))
    .update(content)
    .digest('hex');
  expect(commitmentOf(ballot, NONCE)).toBe(commitment);
  const leaf = createHash('sha256')
    .update('\0mitwerk/ballot-leaf/1\0')
    .update(Buffer.from(ROUND.replaceAll('-', ''), 'hex'))
    .update(Buffer.from('0000000000000102', 'hex'))
    .update(Buffer.from(commitment, 'hex'))
    .digest('hex');
  expect(leafOf(ROUND, 0x102, commitment)).toBe(leaf);
});

test('another choice, voter, revision, key, time, nonce, place or round is another leaf', () => {
  const other: Partial<CastBallot>[] = [
    { choice: [['y'], ['x', 'z']] },
    { choice: [['x', 'y'], ['z']] },
    { pseudonym: 'ce'.repeat(32) },
    { revision: 2 },
    { key: 'a-key-of-sixteem' },
    { castAt: '2026-12-01T10:00:00.001Z' },
  ];
  const commitments = [...other.map((change) => commitmentOf({ ...ballot, ...change }, NONCE))];
  commitments.push(commitmentOf(ballot, NONCE), commitmentOf(ballot, `ac${'ab'.repeat(31)}`));
  expect(new Set(commitments).size).toBe(other.length + 2);
  const commitment = commitmentOf(ballot, NONCE);
  const leaves = [leafOf(ROUND, 0, commitment), leafOf(ROUND, 1, commitment), leafOf(NONCE.slice(32), 0, commitment)];
  expect(new Set(leaves).size).toBe(3);
});

test('what a ballot says cannot be moved from one part of it to another', () =>
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), fc.string(), ([key = '', part = ''], rest) => {
      const one = commitmentOf({ ...ballot, key: key + part, choice: rest }, NONCE);
      const other = commitmentOf({ ...ballot, key, choice: part + rest }, NONCE);
      expect(one === other).toBe(part === '');
    }),
  ));

test('who does not know the nonce cannot try out the choices: every nonce gives every choice another leaf', () =>
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const nonce = Buffer.from(bytes).toString('hex');
      fc.pre(nonce !== NONCE);
      expect(commitmentOf(ballot, nonce)).not.toBe(commitmentOf(ballot, NONCE));
    }),
  ));

test('a nonce that is too short or no hexadecimal is refused', () => {
  for (const nonce of ['', 'ab', 'AB'.repeat(32), 'zz'.repeat(32), 'ab'.repeat(33)]) {
    expect(() => commitmentOf(ballot, nonce)).toThrow(TypeError);
  }
});

test('a person has a name of their own in every round', () => {
  const [one, other] = [ROUND, ROUND.replace('3', '4')];
  const names = [pseudonymOf(NONCE, one), pseudonymOf(NONCE, other), pseudonymOf('cd'.repeat(32), one)];
  expect(new Set(names).size).toBe(3);
  expect(names.join()).not.toContain(one.replaceAll('-', ''));
});

import type { BallotBody, BallotReceipt } from 'shared/voting/api.ts';
import { expect, test } from 'vitest';
import { BallotPaper, type BallotPaperOptions } from './ballot-paper.svelte.ts';
import { rankingOf, type Ranking } from './ranking.ts';

function receiptOf(revision: number): BallotReceipt {
  const [castAt, closesAt, hash] = ['2026-11-20T10:00:00Z', '2026-11-21T10:00:00Z', '0'.repeat(64)];
  const after = { sequence: 0, hash };
  return { revision, castAt, closesAt, pseudonym: hash, sequence: revision - 1, commitment: hash, leaf: hash, after };
}

function makePaper(options: Partial<BallotPaperOptions> = {}) {
  const sent: BallotBody[] = [];
  const drafts: (Ranking | null)[] = [];
  let keys = 0;
  const paper = new BallotPaper({
    entryIds: ['a', 'b', 'c', 'd'],
    cast: null,
    draft: null,
    send: (body) => {
      sent.push(body);
      return Promise.resolve(receiptOf(sent.length));
    },
    keepDraft: (draft) => drafts.push(draft),
    makeKey: () => `key-${String(++keys)}`,
    makeNonce: () => `nonce-${String(keys)}`,
    ...options,
  });
  return { paper, sent, drafts };
}
const ranking = (paper: BallotPaper) => rankingOf(paper.rows);

test('what is added goes below what is ranked, once, and only what is on the slate', () => {
  const { paper } = makePaper();
  paper.add('c');
  paper.add('a');
  paper.add('c');
  paper.add('elsewhere');
  expect(ranking(paper)).toEqual([['c'], ['a']]);
  expect(paper.ranks.get('a')).toBe(2);
  expect(paper.unrankedCount).toBe(2);
});

test('an empty ballot cannot be cast', async () => {
  const { paper, sent } = makePaper();
  expect(paper.canCast).toBe(false);
  await paper.cast();
  expect(sent).toEqual([]);
});

test('ties are cast as one group', async () => {
  const { paper, sent, drafts } = makePaper();
  for (const id of ['a', 'b', 'c']) paper.add(id);
  paper.tie('c', true);
  paper.move('a', 2);
  await paper.cast();
  expect(sent[0]?.ranking).toEqual([['b', 'c'], ['a']]);
  expect(paper.status).toBe('cast');
  expect(paper.receipt?.revision).toBe(1);
  expect(drafts.at(-1)).toBeNull();
});

test('sending the same order again after a failure is the same ballot, another order is another one', async () => {
  let down = true;
  const keys: string[] = [];
  const nonces: string[] = [];
  const { paper } = makePaper({
    send: (body) => {
      keys.push(body.key);
      nonces.push(body.nonce);
      if (down) return Promise.reject(new Error('down'));
      return Promise.resolve(receiptOf(1));
    },
  });
  paper.add('a');
  await paper.cast();
  expect(paper.error).toBeInstanceOf(Error);
  expect(paper.status).toBe('editing');
  await paper.cast();
  paper.add('b');
  down = false;
  await paper.cast();
  expect(keys).toEqual(['key-1', 'key-1', 'key-2']);
  expect(nonces).toEqual(['nonce-1', 'nonce-1', 'nonce-2']);
  expect(paper.error).toBeNull();
});

test('a ballot that was cast can be changed, and left as it was', () => {
  const cast = { ranking: [['a'], ['b']], castAt: '2026-11-20T10:00:00Z', revision: 3 };
  const { paper, drafts } = makePaper({ cast });
  expect(paper.status).toBe('cast');
  paper.change();
  paper.move('b', 0);
  expect(ranking(paper)).toEqual([['b'], ['a']]);
  paper.keepAsCast();
  expect(ranking(paper)).toEqual([['a'], ['b']]);
  expect(paper.status).toBe('cast');
  expect(drafts.at(-1)).toBeNull();
});

test('a draft of this visit goes before what was cast, without entries that may not be ranked', () => {
  const cast = { ranking: [['a']], castAt: '2026-11-20T10:00:00Z', revision: 1 };
  const { paper } = makePaper({ cast, draft: [['own', 'd'], ['b']] });
  expect(paper.status).toBe('editing');
  expect(ranking(paper)).toEqual([['d'], ['b']]);
  expect(paper.receipt?.revision).toBe(1);
});

test('while it is being sent nothing of it changes', async () => {
  let answer: (() => void) | undefined;
  const { paper } = makePaper({
    send: () =>
      new Promise((resolve) => {
        answer = () => {
          resolve(receiptOf(1));
        };
      }),
  });
  paper.add('a');
  const casting = paper.cast();
  paper.add('b');
  expect(ranking(paper)).toEqual([['a']]);
  answer?.();
  await casting;
  expect(paper.status).toBe('cast');
});

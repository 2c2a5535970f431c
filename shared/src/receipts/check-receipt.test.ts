import { toHexString } from 'lib0/buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from '../sha256.ts';
import { checkPhrase, prefixOfPhrase } from './check-phrase.ts';
import { type PublishedRecord, receiptProblems } from './check-receipt.ts';
import { checkpointHash, type PublishedCheckpoint } from './checkpoint.ts';
import { hexBytes } from './leaf.ts';
import { consistencyPath, inclusionPath, perfectRootsOf, treeRoot } from './merkle.ts';
import { makeReceipt, type Receipt } from './receipt.ts';

const ROUND = '3f2b8c1e-6f0a-4f7e-9a53-0c1d2e3f4a5b';
const RULES = sha256Hex('rules');

/** A round with ballots `made` between its checkpoints, and a receipt for each of them. */
function makeRecord(made: readonly number[], salt = '') {
  const checkpoints: PublishedCheckpoint[] = [];
  const receipts: Receipt[] = [];
  const perfect = () => perfectRootsOf(receipts.map(({ leaf }) => hexBytes(leaf, 32)));
  const checkpoint = (final: boolean) => {
    const content = {
      sequence: checkpoints.length,
      size: receipts.length,
      root: toHexString(treeRoot(receipts.length, perfect())),
      previous: checkpoints.at(-1)?.hash ?? RULES,
      at: new Date(1_000_000 * checkpoints.length).toISOString(),
      final,
    };
    checkpoints.push({ ...content, hash: checkpointHash(ROUND, content) });
  };
  checkpoint(false);
  for (const [index, count] of made.entries()) {
    const { sequence, hash } = checkpoints.at(-1) as PublishedCheckpoint;
    for (let ballot = 0; ballot < count; ballot += 1) {
      const commitment = sha256Hex(`${salt} ${receipts.length}`);
      receipts.push(makeReceipt(ROUND, receipts.length, commitment, { sequence, hash }));
    }
    checkpoint(index === made.length - 1);
  }
  const recordFor = ({ leaf, sequence, after }: Receipt): PublishedRecord => {
    const size = receipts.length;
    const from = checkpoints[after.sequence]?.size ?? 0;
    const path = from === 0 ? [] : consistencyPath(from, size, perfect());
    return {
      ...{ rulesHash: RULES, checkpoints },
      inclusion: { leaf, sequence, size, path: inclusionPath(sequence, size, perfect()).map(toHexString) },
      consistency: { from, to: size, path: path.map(toHexString) },
    };
  };
  return { receipts, checkpoints, recordFor };
}
const anyRound = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
const codes = (held: Parameters<typeof receiptProblems>[1], record: PublishedRecord) =>
  receiptProblems(ROUND, held, record).map(({ code }) => code);

test('every receipt of a round is good, and so are its six words', () =>
  fc.assert(
    fc.property(anyRound, (made) => {
      const { receipts, recordFor } = makeRecord(made);
      for (const receipt of receipts) {
        expect(codes(receipt, recordFor(receipt))).toEqual([]);
        const leafPrefix = prefixOfPhrase(checkPhrase(receipt.leaf).join(' ')) ?? '';
        expect(codes({ leafPrefix }, { ...recordFor(receipt), consistency: null })).toEqual([]);
      }
    }),
    { numRuns: 20 },
  ));

test('one altered hash anywhere in the record is noticed', () =>
  fc.assert(
    fc.property(anyRound, fc.nat(), fc.nat(), (made, which, where) => {
      const { receipts, recordFor } = makeRecord(made);
      const receipt = receipts[which % receipts.length] as Receipt;
      const text = JSON.stringify(recordFor(receipt));
      const hashes = [...text.matchAll(/[0-9a-f]{64}/g)];
      const at = (hashes[where % hashes.length]?.index ?? 0) + (where % 64);
      const altered = text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);
      expect(codes(receipt, JSON.parse(altered) as PublishedRecord)).not.toEqual([]);
    }),
  ));

test('a record made anew without one of the ballots does not have the checkpoint that was seen', () => {
  const { receipts } = makeRecord([3, 2]);
  const { recordFor } = makeRecord([3, 2], 'another');
  const last = receipts[4] as Receipt;
  const problems = receiptProblems(ROUND, last, recordFor(last));
  expect(problems).toContainEqual({ code: 'seen_checkpoint_missing', sequence: 1 });
  expect(problems.map(({ code }) => code)).toContain('not_included');
});

test('another ballot in the place of this one is named', () => {
  const { receipts, recordFor } = makeRecord([3]);
  const [first, second] = receipts as [Receipt, Receipt];
  expect(receiptProblems(ROUND, first, recordFor(second))).toEqual([{ code: 'other_ballot', sequence: 1 }]);
  expect(codes({ leafPrefix: first.leaf.slice(0, 16) }, recordFor(second))).toEqual(['other_ballot']);
});

test('a tree that did not grow from the one that was seen is noticed', () => {
  const { receipts, recordFor } = makeRecord([2, 2]);
  const last = receipts[3] as Receipt;
  const record = recordFor(last);
  expect(codes(last, { ...record, consistency: null })).toEqual(['history_changed']);
  expect(codes(last, { ...record, consistency: { from: 2, to: 4, path: [] } })).toEqual(['history_changed']);
});

test('a receipt that has seen its own ballot before it was cast was made up', () => {
  const { receipts, checkpoints, recordFor } = makeRecord([2, 2]);
  const { sequence, hash } = checkpoints[2] as PublishedCheckpoint;
  const forged = { ...(receipts[0] as Receipt), after: { sequence, hash } };
  expect(codes(forged, recordFor(forged))).toEqual(['history_changed']);
});

test('what comes after the last checkpoint, or before its time, breaks the chain', () => {
  const { receipts, checkpoints, recordFor } = makeRecord([2, 2]);
  const receipt = receipts[0] as Receipt;
  const last = checkpoints[2] as PublishedCheckpoint;
  const more = { ...last, sequence: 3, previous: last.hash };
  const appended = [...checkpoints, { ...more, hash: checkpointHash(ROUND, more) }];
  expect(receiptProblems(ROUND, receipt, { ...recordFor(receipt), checkpoints: appended })).toEqual([
    { code: 'chain_broken', sequence: 3 },
  ]);
  const early = { ...last, at: '1969-12-31T00:00:00.000Z' };
  const back = [...checkpoints.slice(0, 2), { ...early, hash: checkpointHash(ROUND, early) }];
  expect(codes(receipt, { ...recordFor(receipt), checkpoints: back })).toEqual(['chain_broken']);
});

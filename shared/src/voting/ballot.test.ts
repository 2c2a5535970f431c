import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertBallotCanBeCast } from './ballot.ts';

const round = {
  opensAt: new Date('2026-05-01T10:00:00Z'),
  closesAt: new Date('2026-05-08T10:00:00Z'),
  slate: ['a', 'b', 'c'],
};
const during = new Date('2026-05-02T10:00:00Z');
const before = (date: Date) => new Date(date.getTime() - 1);

test('an open round takes a ranking of some of its entries', () => {
  assertBallotCanBeCast(round, [['b'], ['a', 'c']], during, []);
  assertBallotCanBeCast(round, [['b']], round.opensAt, ['a']);
  assertBallotCanBeCast(round, [['b']], before(round.closesAt), []);
});

test('the moment before the opening is too early and the closing instant too late', () => {
  expect(() => assertBallotCanBeCast(round, [['a']], before(round.opensAt), [])).toThrow(
    expect.objectContaining({ code: 'round_not_open' }),
  );
  expect(() => assertBallotCanBeCast(round, [['a']], round.closesAt, [])).toThrow(
    expect.objectContaining({ code: 'round_closed', details: { closesAt: round.closesAt } }),
  );
});

test.each([
  ['ballot_empty', [], []],
  ['ballot_unknown_entry', [['a'], ['x'], ['y'], ['x']], ['x', 'y']],
  ['ballot_duplicate_entry', [['a', 'b'], ['b'], ['a']], ['b', 'a']],
  ['ballot_duplicate_entry', [['a', 'a']], ['a']],
  ['ballot_own_entry', [['a'], ['c']], ['c']],
])('%s names the rule and the entries', (code, ranking, entries) => {
  const details = entries.length > 0 ? { entries } : {};
  expect(() => assertBallotCanBeCast(round, ranking, during, ['c'])).toThrow(
    expect.objectContaining({ code, details }),
  );
});

test('whatever is accepted ranks each entry of the slate at most once and never the voter’s own', () => {
  const anyRanking = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'x'), { maxLength: 3 }), { maxLength: 4 });
  fc.assert(
    fc.property(anyRanking, fc.subarray(['a', 'b', 'c']), (ranking, own) => {
      const ids = ranking.flat();
      const fine =
        ids.length > 0 && new Set(ids).size === ids.length && !ids.includes('x') && !ids.some((id) => own.includes(id));
      if (fine) assertBallotCanBeCast(round, ranking, during, own);
      else expect(() => assertBallotCanBeCast(round, ranking, during, own)).toThrow();
    }),
  );
});

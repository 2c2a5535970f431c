import type { RoundResult } from 'shared/voting/api.ts';
import { expect, test } from 'vitest';
import { DecisionDraft } from './decision-draft.svelte.ts';

const entries: RoundResult['entries'] = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => ({
  id,
  number: index + 1,
  title: id,
  picture: '',
  rank: index + 1,
  place: index + 1,
  crew: [],
}));

test('the first five places are owed a reason, and a winner from further down', () => {
  const draft = new DecisionDraft(entries);
  expect(draft.finalists.map((entry) => entry.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  draft.winner = 'f';
  expect(draft.finalists.map((entry) => entry.id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('there is a decision when there is a winner and no reason is missing', () => {
  const draft = new DecisionDraft(entries.slice(0, 2));
  draft.reasons['a'] = ' Because it is so calm. ';
  draft.reasons['b'] = 'too short';
  draft.winner = 'a';
  expect(draft.missing.map((entry) => entry.id)).toEqual(['b']);
  expect(draft.body()).toBeNull();
  draft.reasons['b'] = 'Too close to a car that we make.';
  expect(draft.body()).toEqual({
    winner: 'a',
    reasons: [
      { entryId: 'a', reason: 'Because it is so calm.' },
      { entryId: 'b', reason: 'Too close to a car that we make.' },
    ],
  });
});

import { expect, test } from 'vitest';
import { closeText, isServerInTrouble, mayReplay, refusalOf } from './close-reason.ts';
import { CLOSE_CODES, type CloseReason } from './messages.ts';

const reasons = Object.entries(CLOSE_CODES) as [CloseReason, number][];

test('what the server says is understood, with its detail', () => {
  for (const [reason, code] of reasons) {
    if (code < 4400 || reason === 'too_fast') continue;
    expect(refusalOf(code, closeText(reason, 'why:so'))).toEqual({ reason, detail: 'why:so' });
    expect(refusalOf(code, closeText(reason, null))).toEqual({ reason, detail: null });
  }
});

test.each([1000, 1001, 1005, 1006, 1011, 1012, 1013, 4000, 4429, 4500])(
  'code %i is no refusal: connecting again may help',
  (code) => expect(refusalOf(code, '')).toBeNull(),
);

test('a frame that is too large is refused as such, and a code of a newer server is known to be a refusal', () => {
  expect(refusalOf(1009, '')).toEqual({ reason: 'too_large', detail: null });
  expect(refusalOf(4477, 'new_rule:x')).toEqual({ reason: 'unknown', detail: 'x' });
});

test('who was too fast, or comes while the server cannot work, waits longer', () => {
  const waiting = reasons.filter(([, code]) => isServerInTrouble(code)).map(([reason]) => reason);
  expect(waiting.sort()).toEqual(['internal', 'overloaded', 'too_fast']);
});

test('only what was refused for its form is sent again', () => {
  const replayed = reasons.filter(([reason]) => mayReplay({ reason, detail: null })).map(([reason]) => reason);
  expect(replayed.sort()).toEqual(['malformed', 'structure_refused', 'too_large']);
  expect(mayReplay({ reason: 'new_epoch', detail: null })).toBe(true);
  expect(mayReplay({ reason: 'unknown', detail: null })).toBe(false);
});

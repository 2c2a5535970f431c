import { expect, test } from 'vitest';
import messages from './messages/errors.en.ts';

// The types guarantee it too; this also holds where somebody widened them.
const sources = import.meta.glob<string>('../../../shared/src/**/errors.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

test('every refusal of the server has a message', () => {
  const codes = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/(?<=[|=]\s*)'([a-z_]+)'/g)].map((match) => `errors.${match[1] ?? ''}`),
  );
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !(code in messages))).toEqual([]);
});

import { expect, test } from 'vitest';
import { linkedText } from './linked-text.ts';

test('an address becomes a link, the rest stays text', () => {
  expect(linkedText('Hello. Open https://a.example/b?c=d. Bye')).toEqual([
    { text: 'Hello. Open ' },
    { text: 'https://a.example/b?c=d', href: 'https://a.example/b?c=d' },
    { text: '. Bye' },
  ]);
});
test('text without an address is one part', () => {
  expect(linkedText('Hello')).toEqual([{ text: 'Hello' }]);
});

import { expect, test } from 'vitest';
import { safePath } from './safe-path.ts';

const OURS = 'https://mitwerk.example';

test('a page of ours is where one goes', () => {
  expect(safePath('/vote/1?x=2#y', OURS)).toBe('/vote/1?x=2#y');
});
test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  'javascript:alert(1)',
  '',
  null,
])('%j leads to the front page', (path) => {
  expect(safePath(path, OURS)).toBe('/');
});

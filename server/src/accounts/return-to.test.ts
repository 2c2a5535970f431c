import { expect, test } from 'vitest';
import { localPath } from './return-to.ts';

test.each([
  [undefined, '/'],
  ['/', '/'],
  ['/c/spring?tab=entries#top', '/c/spring?tab=entries#top'],
  ['/a//b', '/a//b'],
  ['/a/../b', '/b'],
  ['/grüße', '/gr%C3%BC%C3%9Fe'],
  ['/@evil.example', '/@evil.example'],
])('%s leads to %s', (returnTo, path) => {
  expect(localPath(returnTo)).toBe(path);
});

test.each([
  '',
  'c/spring',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/a\\b',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '\u0000/',
])('%j is refused', (returnTo) => {
  expect(() => localPath(returnTo)).toThrow(/must be a path of this site/);
});

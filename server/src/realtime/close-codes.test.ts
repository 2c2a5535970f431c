import { readFile } from 'node:fs/promises';
import { CLOSE_CODES } from 'shared/realtime/messages.ts';
import { expect, test } from 'vitest';

const PAGE = new URL('../../../docs/close-codes.md', import.meta.url);

test('every close code is on the page about them, and no other', async () => {
  const rows = (await readFile(PAGE, 'utf8')).matchAll(/^\| (\d{4}) +\| `(\w+)`/gm);
  const onPage = Object.fromEntries([...rows].map(([, code, reason = '']) => [reason, Number(code)]));
  expect(onPage).toEqual(CLOSE_CODES);
});

import { expect, test } from 'vitest';
import { Kept } from './kept.ts';

function counted(limit: number) {
  const made: string[] = [];
  const kept = new Kept<string>(limit, (value) => value.length);
  const get = (key: string) =>
    kept.get(key, () => {
      made.push(key);
      return Promise.resolve(key);
    });
  return { made, get };
}

test('a value is made once, also when two ask at the same time', async () => {
  const { made, get } = counted(100);
  await Promise.all([get('a'), get('a')]);
  await get('a');
  expect(made).toEqual(['a']);
});

test('over the limit, what was used longest ago goes first', async () => {
  const { made, get } = counted(4);
  await get('aa');
  await get('bb');
  await get('aa');
  await get('cc');
  await get('aa');
  expect(made).toEqual(['aa', 'bb', 'cc']);
  await get('bb');
  expect(made).toEqual(['aa', 'bb', 'cc', 'bb']);
});

test('what could not be made is tried again', async () => {
  const kept = new Kept<string>(10, () => 1);
  await expect(kept.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(kept.get('a', () => Promise.resolve('yes'))).resolves.toBe('yes');
});

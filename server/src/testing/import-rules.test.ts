import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Import {
  readonly file: string; // from the root, with /
  readonly target: string; // from the root with / for a file of ours; else the package as it is written
  readonly isType: boolean; // leaves nothing behind at run time
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules') && !file.includes(`${sep}dist${sep}`));
}

function importsOf(path: string): Import[] {
  const file = relative(root, path).split(sep).join('/');
  const text = readFileSync(path, 'utf8');
  const types = new Set([...text.matchAll(/import type [^;]*? from '([^']+)'/g)].map((match) => match[1]));
  const found = [...text.matchAll(/(?:\bfrom\s|\bimport\s*\(?\s*)'([^']+)'/g)].map((match) => match[1] ?? '');
  return found.map((name) => {
    const isType = types.has(name);
    if (name.startsWith('.'))
      return {
        file,
        isType,
        target: relative(root, join(path, '..', name))
          .split(sep)
          .join('/'),
      };
    return { file, isType, target: name.startsWith('shared/') ? `shared/src/${name.slice('shared/'.length)}` : name };
  });
}

const imports = ['shared/src', 'server/src', 'server/scripts', 'client/src'].flatMap(sources).flatMap(importsOf);
const isTest = (file: string): boolean => /\.test\.ts$|\/testing\//.test(file);
const offending = (isWrong: (one: Import) => boolean): string[] =>
  imports.filter(isWrong).map(({ file, target }) => `${file} → ${target}`);
const partOf = (path: string): string => path.split('/')[0] ?? '';
const areaOf = (path: string): string => path.split('/').slice(0, 3).join('/');

test('there are imports to look at', () => {
  for (const part of ['shared', 'server', 'client'])
    expect(imports.filter(({ file }) => partOf(file) === part).length).toBeGreaterThan(20);
});

test('client and server do not know each other, and shared knows neither', () => {
  expect(offending(({ file, target }) => partOf(file) === 'client' && /^server[/]/.test(target))).toEqual([]);
  expect(offending(({ file, target }) => partOf(file) === 'server' && /^client[/]/.test(target))).toEqual([]);
  expect(offending(({ file, target }) => partOf(file) === 'shared' && /^(client|server)[/]/.test(target))).toEqual([]);
});

test('shared is pure: of packages, only those that compute', () => {
  const allowed = ['yjs', 'lib0', 'saxes', 'typebox', 'fractional-indexing', '@scure'];
  const isForeign = (target: string): boolean => !target.startsWith('shared/') && !allowed.includes(partOf(target));
  expect(offending(({ file, target }) => partOf(file) === 'shared' && !isTest(file) && isForeign(target))).toEqual([]);
});

test('a server feature imports downwards: routes, service, queries, tables', () => {
  const order = ['routes.ts', 'service.ts', 'queries.ts', 'tables.ts'];
  const level = (path: string): number => order.indexOf(path.split('/').at(-1) ?? '');
  const isUpwards = ({ file, target }: Import): boolean =>
    areaOf(file) === areaOf(target) && level(file) >= 0 && level(target) >= 0 && level(target) <= level(file);
  expect(offending((one) => partOf(one.file) === 'server' && !isTest(one.file) && isUpwards(one))).toEqual([]);
});

test('of another server feature only its service or its tables are used, never its routes', () => {
  const isRoutes = ({ file, target }: Import): boolean =>
    target.endsWith('/routes.ts') && areaOf(file) !== areaOf(target) && file !== 'server/src/app.ts';
  expect(offending((one) => partOf(one.file) === 'server' && !isTest(one.file) && isRoutes(one))).toEqual([]);
});

test('no rules and no SQL in routes', () => {
  const isDatabase = (target: string): boolean => target.startsWith('drizzle-orm') || target === 'postgres';
  expect(offending(({ file, target }) => file.endsWith('/routes.ts') && isDatabase(target))).toEqual([]);
});

test('screens of the client do not import each other', () => {
  const screens = ['account', 'brand', 'campaign', 'front', 'studio', 'vote'].map((name) => `client/src/${name}`);
  const isCross = ({ file, target }: Import): boolean =>
    screens.includes(areaOf(file)) && screens.includes(areaOf(target)) && areaOf(file) !== areaOf(target);
  expect(offending((one) => isCross(one))).toEqual([]);
});

test('only the document module and the realtime parts touch Yjs', () => {
  const allowed = ['shared/src/design', 'server/src/realtime', 'client/src/realtime', 'server/scripts/bench'];
  const isYjs = ({ file, target, isType }: Import): boolean =>
    target === 'yjs' && !isType && !allowed.includes(areaOf(file)) && !isTest(file);
  expect(offending(isYjs)).toEqual([]);
});

test('no file imports a barrel or leaves out its ending', () => {
  const isLoose = ({ target }: Import): boolean =>
    /^(shared|server|client)\//.test(target) && !/\.(ts|svelte|css|json|js)$/.test(target);
  expect(offending(isLoose)).toEqual([]);
});

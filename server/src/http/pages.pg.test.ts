import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeServer, type TestServer } from '../testing/make-server.ts';

let server: TestServer;
let clientDir = '';
beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), 'mitwerk client '));
  await mkdir(join(clientDir, 'assets'));
  await writeFile(join(clientDir, 'index.html'), '<html lang="en"><head><title>Mitwerk</title></head></html>');
  await writeFile(join(clientDir, 'assets', 'main-4f2a.js'), 'let a = 1;');
  await writeFile(join(clientDir, 'assets', 'main-4f2a.js.br'), 'pressed');
  await writeFile(join(clientDir, 'icon.svg'), '<svg />');
  await writeFile(join(clientDir, '.secret'), 'x');
  server = await makeServer({ clientDir });
});
afterAll(async () => {
  await server.close();
  await rm(clientDir, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) =>
  server.app.inject({ url, headers: { accept: 'text/html', ...headers } });

test('every address of a page gives the page, in the reader’s language', async () => {
  for (const url of ['/', '/brand', '/vote/1?x=2', '/index.html']) {
    const response = await get(url, { 'accept-language': 'de' });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-cache');
    expect(response.body).toContain('<html lang="de">');
  }
});

test('a page about something that does not exist is no page', async () => {
  for (const url of ['/c/nowhere', '/entries/nothing', '/entries/00000000-0000-4000-8000-000000000000'])
    expect((await get(url)).statusCode).toBe(404);
});

test('files with a hash in their name are kept for ever, others are asked for again', async () => {
  const asset = await get('/assets/main-4f2a.js');
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(asset.body).toBe('let a = 1;');
  expect((await get('/icon.svg')).headers['cache-control']).toBe('no-cache');
});

test('what was compressed at the build is sent so', async () => {
  const pressed = await get('/assets/main-4f2a.js', { 'accept-encoding': 'br, gzip' });
  expect(pressed.body).toBe('pressed');
  expect(pressed.headers['content-encoding']).toBe('br');
  expect(pressed.headers['cache-control']).toContain('immutable');
});

test('a file that is not there, and what is hidden, is no page either', async () => {
  for (const url of ['/assets/gone.js', '/api/v1/nothing']) expect((await get(url)).statusCode).toBe(404);
  expect((await get('/.secret')).body).not.toBe('x');
  expect((await get('/..%2f..%2fetc/passwd')).body).not.toContain('root:');
  expect((await server.app.inject({ method: 'POST', url: '/' })).statusCode).toBe(404);
});

test('pages and answers tell the browser what they may do', async () => {
  for (const url of ['/', '/api/v1/me', '/assets/main-4f2a.js']) {
    const { headers } = await get(url);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeUndefined();
  }
});

test('the API describes itself', async () => {
  const document = (await get('/api/v1/openapi.json')).json<{ paths: Record<string, unknown> }>();
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      '/api/v1/me',
      '/api/v1/campaigns',
      '/api/v1/designs/{designId}',
      '/api/v1/rounds/{roundId}',
    ]),
  );
});

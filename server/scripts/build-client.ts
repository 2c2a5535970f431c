import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'client', 'dist');
/** What ends up in the client, or decides how. */
const SOURCES = [
  'client/src',
  'client/public',
  'client/index.html',
  'client/package.json',
  'client/svelte.config.js',
  'shared/src',
  'vite.config.ts',
  'pnpm-lock.yaml',
];
const WORTH_COMPRESSING = /\.(?:js|css|svg|json|html|wasm|md)$/;
const SMALLEST_BYTES = 1024;

/** Builds the client unless it is there and newer than everything it is made of. @returns whether it had to */
export async function buildClientIfNeeded(): Promise<boolean> {
  const built = existsSync(join(DIST, 'index.html')) ? (await stat(join(DIST, 'index.html'))).mtimeMs : 0;
  const changes = await Promise.all(SOURCES.map((source) => newestChange(join(ROOT, source))));
  if (Math.max(...changes) < built) return false;
  await buildClient();
  return true;
}

async function buildClient(): Promise<void> {
  // Aside first: cut short, a build leaves the old client as it was.
  const aside = join(ROOT, 'client', 'draft');
  const draft = join(aside, 'dist');
  await rm(aside, { recursive: true, force: true });
  await vite(['build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn']);
  await compressFiles(draft);
  await rm(DIST, { recursive: true, force: true });
  await rename(draft, DIST);
  await rm(aside, { recursive: true });
}

function vite(parameters: readonly string[]): Promise<void> {
  const command = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [command, ...parameters], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The client could not be built.\n${output}`));
    });
  });
}

/** Directories count too: a file that was taken away changes only them. */
async function newestChange(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const own = await stat(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const times = await Promise.all(
    inside.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs),
  );
  return Math.max(own.mtimeMs, ...times);
}

/** Writes `.br` and `.gz` beside what is worth it, so that nothing is compressed while somebody waits. */
async function compressFiles(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && WORTH_COMPRESSING.test(entry.name));
  await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path);
      if (bytes.length < SMALLEST_BYTES) return;
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
      await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, quality));
      await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    }),
  );
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Everything that can be said about the code without running it; all of it, even where one check fails. */
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  'types: shared': ['tsc', '-p', 'shared'],
  'types: server': ['tsc', '-p', 'server'],
  'types: client': ['svelte-check', '--workspace', 'client', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  lint: ['eslint', '.', '--max-warnings', '0'],
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  'unused code': ['knip'],
  'import rules': ['vitest', 'run', '--project', 'server', 'src/testing/import-rules.test.ts', '--reporter', 'dot'],
};
const AT_ONCE = 2;
const root = fileURLToPath(new URL('../..', import.meta.url));

function run(name: string, [command = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn(`${root}node_modules/.bin/${command}`, args, {
      cwd: root,
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}

const waiting = Object.entries(CHECKS);
const passed: boolean[] = [];
const worker = async (): Promise<void> => {
  for (let next = waiting.shift(); next; next = waiting.shift()) passed.push(await run(...next));
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
process.exitCode = passed.every(Boolean) ? 0 : 1;

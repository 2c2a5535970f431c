import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `pnpm dev`: vite serves the client and passes on what is for the server, which starts anew when its sources change. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = 'http://localhost:5173';

const children = [
  run([join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')], {}),
  run(['--watch', '--watch-preserve-output', join(ROOT, 'server', 'src', 'main.ts')], { PUBLIC_URL: PAGE }),
];

let stopping = false;
const stop = (signal: NodeJS.Signals): void => {
  stopping = true;
  for (const child of children) child.kill(signal);
};
process.on('SIGINT', () => stop('SIGINT')).on('SIGTERM', () => stop('SIGTERM'));

function run(parameters: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, parameters, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...environment, ...process.env },
  });
  // One without the other is of no use.
  return child.once('exit', (code) => {
    if (stopping) return;
    process.exitCode = code ?? 1;
    stop('SIGTERM');
  });
}

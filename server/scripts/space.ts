import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `pnpm space facts|query|lint|print FILE`: what holds for a space or a model, without a server. The work is done by a
 * process of its own, so that rules which are too hard end in a line of text and not in a machine without memory.
 */
const MOST_SECONDS = 60;
const MOST_MEGABYTES = 1024;

// pnpm runs scripts in the project's folder and says where it was called.
const cwd = (process.env['npm_lifecycle_event'] === 'space' && process.env['INIT_CWD']) || process.cwd();
const main = fileURLToPath(new URL('space/main.ts', import.meta.url));
const { status, stderr, error } = spawnSync(
  process.execPath,
  [`--max-old-space-size=${String(MOST_MEGABYTES)}`, main, ...process.argv.slice(2)],
  { cwd, stdio: ['ignore', 'inherit', 'pipe'], timeout: MOST_SECONDS * 1000, killSignal: 'SIGKILL' },
);

if (status !== null && status <= 2) {
  if (stderr.length > 0) writeSync(2, stderr);
  process.exit(status);
}
const isLate = (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT';
const limit = isLate
  ? `no answer within ${String(MOST_SECONDS)} s`
  : `more memory needed than ${String(MOST_MEGABYTES)} MB`;
writeSync(2, `${limit}: these rules are too hard, or their numbers too fine\n`);
process.exit(2);

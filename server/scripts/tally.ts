import { resolve } from 'node:path';
import { Unusable } from './space/unusable.ts';
import { readTallyFile } from './tally/read-file.ts';
import { answerOf } from './tally/answer.ts';

/**
 * `pnpm --silent tally FILE`: counts the elections of a file and prints one line of JSON for each count that it asks for.
 * Ends with 2 and one line on what cannot be counted.
 */
const [, , given, ...more] = process.argv;
// pnpm runs scripts in the project's folder and says where it was called.
const cwd = (process.env['npm_lifecycle_event'] === 'tally' && process.env['INIT_CWD']) || process.cwd();
try {
  if (given === undefined || more.length > 0) throw new Unusable('usage: pnpm --silent tally FILE');
  // All of it is read and counted before anything is printed: a file is counted or it is refused.
  const elections = await readTallyFile(resolve(cwd, given), given);
  const lines = elections.flatMap((election) =>
    election.checks.map((check) => JSON.stringify(answerOf(election, check))),
  );
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
} catch (error) {
  const { message } = error instanceof Unusable ? error : new Unusable(`this should not happen: ${String(error)}`);
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Checked, checkRules } from './conformance/rules.ts';
import { checkVoting } from './conformance/voting.ts';
import { Unusable } from './space/unusable.ts';

/**
 * `pnpm conformance DIR`: compares what we find out with what others published, with the code that `pnpm space` and `pnpm tally` run.
 * Ends with 1 where anything differs, or where there is nothing to compare with.
 */
const PARTS: Readonly<Record<string, (folder: string) => AsyncIterable<Checked>>> = {
  rules: checkRules,
  voting: checkVoting,
};

const [, , given, ...more] = process.argv;
// pnpm runs scripts in the project's folder and says where it was called.
const cwd = (process.env['npm_lifecycle_event'] === 'conformance' && process.env['INIT_CWD']) || process.cwd();
try {
  if (given === undefined || more.length > 0) throw new Unusable('usage: pnpm conformance DIR');
  const folder = resolve(cwd, given);
  const parts = Object.entries(PARTS).filter(([part]) => existsSync(join(folder, part)));
  if (parts.length === 0) throw new Unusable(`${given}: has none of the folders ${Object.keys(PARTS).join(', ')}`);
  let wrong = 0;
  for (const [part, check] of parts) {
    for await (const { name, line, disagreements } of check(join(folder, part))) {
      console.log(`${disagreements.length === 0 ? '✓' : '✗'} ${part}/${name}: ${line}`);
      for (const disagreement of disagreements) console.log(`    ${disagreement}`);
      wrong += disagreements.length;
    }
  }
  console.log(wrong === 0 ? 'everything agrees' : `${String(wrong)} disagreements`);
  process.exitCode = wrong === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

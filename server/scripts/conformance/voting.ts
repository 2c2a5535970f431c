import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Unusable } from '../space/unusable.ts';
import { type Answer, answerOf } from '../tally/answer.ts';
import type { Election } from '../tally/election.ts';
import { readTallyFile } from '../tally/read-file.ts';
import { differences } from './agreement.ts';
import type { Checked } from './rules.ts';

interface PublishedCheck {
  readonly method: string;
  readonly options?: object;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** Counts every published election of a folder, with the code of `pnpm tally`, and compares with what was published. */
export async function* checkVoting(folder: string): AsyncGenerator<Checked> {
  const path = join(folder, 'cases.json');
  const elections = await readTallyFile(path, path);
  const published = JSON.parse(await readFile(path, 'utf8')) as readonly {
    readonly checks: readonly PublishedCheck[];
  }[];
  if (elections.length !== published.length) throw new Unusable(`${path}: should be a list of cases`);
  for (const [at, election] of elections.entries()) yield checkElection(election, published[at]?.checks ?? []);
}

function checkElection(election: Election, published: readonly PublishedCheck[]): Checked {
  const startedAt = performance.now();
  const disagreements: string[] = [];
  const agreed: string[] = [];
  const skipped: string[] = [];
  for (const { method, options = {}, expected } of published) {
    const answer = answerOf(election, { method, options: { ...options, ...questionIn(method, expected) } });
    if (answer['unsupported'] === true) {
      skipped.push(method);
      continue;
    }
    const found = differences(asRead(answer), expected);
    disagreements.push(...found.map((difference) => `${method} ${JSON.stringify(options)}: ${difference}`));
    if (found.length === 0) agreed.push(method);
  }
  const ms = performance.now() - startedAt;
  const notOffered = skipped.length > 0 ? `; not offered: ${skipped.join(', ')}` : '';
  return {
    name: election.id,
    line: `${String(agreed.length)} of ${String(published.length)} agree (${agreed.join(', ')})${notOffered}; ${ms.toFixed(0)} ms`,
    disagreements,
  };
}

/** The file states a proportion, x of n, only beside the interval that it expects. */
function questionIn(method: string, expected: PublishedCheck['expected']): object {
  if (method !== 'wilson') return {};
  const intervals = expected['intervals'] as readonly { readonly x: number; readonly n: number }[];
  return { intervals: intervals.map(({ x, n }) => ({ x, n })) };
}

/** As a reader of the line sees it: fractions are numbers or texts. */
function asRead(answer: Answer): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(answer)) as Record<string, unknown>;
}

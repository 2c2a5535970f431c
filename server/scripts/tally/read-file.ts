import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Unusable } from '../space/unusable.ts';
import type { Election } from './election.ts';
import { readElection } from './read-election.ts';

const MOST_MEGABYTES = 500;

/**
 * The elections of a file: one case, or an array of cases.
 * @param shown how messages name the file
 * @throws Unusable
 */
export async function readTallyFile(path: string, shown: string): Promise<Election[]> {
  const found = await readJson(path, shown);
  // The kit of a round, for recounting it, is to become a form of its own here.
  const cases = Array.isArray(found) ? (found as unknown[]) : [found];
  if (cases.length === 0) throw new Unusable(`${shown}: is an empty list; it should hold at least one case`);
  const elections: Election[] = [];
  for (const [at, one] of cases.entries()) elections.push(await electionOf(one, at, path, shown));
  return elections;
}

async function electionOf(one: unknown, at: number, path: string, shown: string): Promise<Election> {
  if (!isRecord(one)) throw new Unusable(`${shown}: case ${String(at + 1)} is not an object`);
  const { ballotsFile } = one;
  if (ballotsFile === undefined) return readElection(one, `${shown}: case ${String(at + 1)}`);
  if (typeof ballotsFile !== 'string' || 'ballots' in one)
    throw new Unusable(`${shown}: case ${String(at + 1)} should have ballots, or the name of one ballotsFile`);
  const ballots = await readJson(resolve(dirname(path), ballotsFile), ballotsFile);
  return readElection({ ...one, ballots }, `${shown}: case ${String(at + 1)}`);
}

async function readJson(path: string, shown: string): Promise<unknown> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) throw new Unusable(`${shown}: there is no such file`);
  if (facts.size > MOST_MEGABYTES * 1e6)
    throw new Unusable(
      `${shown}: has ${(facts.size / 1e6).toFixed(0)} MB; at most ${String(MOST_MEGABYTES)} MB are read`,
    );
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    return readLoosely(text, shown, error);
  }
}

/** Some programs write NaN, which JSON does not have. Reading it as a word lets the ballot be named that holds it. */
function readLoosely(text: string, shown: string, cause: unknown): unknown {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
  try {
    if (quoted !== text) return JSON.parse(quoted) as unknown;
  } catch {
    // It is not JSON for other reasons as well; those are told.
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new Unusable(`${shown}: is not JSON: ${reason.slice(0, 200)}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

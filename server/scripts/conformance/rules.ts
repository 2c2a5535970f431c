import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { answersOf } from '../space/answers.ts';
import { factsOf } from '../space/facts.ts';
import { readRuleFile } from '../space/rule-file.ts';
import { subjectOf } from '../space/subject.ts';
import { Unusable } from '../space/unusable.ts';

/** What the checks of one file came to. */
export interface Checked {
  readonly name: string;
  /** For people: how much was compared, and how long it took. */
  readonly line: string;
  readonly disagreements: readonly string[];
}

interface Expected {
  readonly picks: readonly unknown[];
  readonly consistent: boolean;
  readonly newlyForced?: unknown;
  readonly newlyImpossible?: unknown;
  readonly count?: string;
  readonly minimalConflicts?: readonly (readonly number[])[];
  readonly minimalRepairs?: readonly (readonly number[])[];
  readonly smallestRepair?: number;
}

/** Asks every model of a folder everything that its file knows the answer to, with the code of `pnpm space`. */
export async function* checkRules(folder: string): AsyncGenerator<Checked> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json')).sort();
  if (names.length === 0) throw new Unusable(`${folder}: has no models (*.json)`);
  for (const name of names) yield await checkModel(join(folder, name), name.slice(0, -'.json'.length));
}

async function namesIn(folder: string): Promise<string[]> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new Unusable(`${folder}: there is no such folder`);
  return readdir(folder);
}

async function checkModel(path: string, name: string): Promise<Checked> {
  const file = await readRuleFile(path, path);
  const { facts, queries } = JSON.parse(await readFile(path, 'utf8')) as {
    readonly facts: Readonly<Record<string, unknown>>;
    readonly queries: readonly Expected[];
  };
  const disagreements: string[] = [];
  let compared = 0;
  const compare = (what: string, found: unknown, wanted: unknown): void => {
    if (wanted === undefined) return;
    compared += 1;
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      disagreements.push(`${what}: found ${short(found)}, wanted ${short(wanted)}`);
  };
  const startedAt = performance.now();
  const subject = subjectOf(file);
  const isCompiled = subject.engine.compiled !== null;
  /** Nobody counts what could not be compiled; to say that nothing is known is right there, and only there. */
  const compareCount = (what: string, found: string | null, wanted: unknown): void => {
    if (isCompiled || found !== null) compare(what, found, wanted);
  };
  const found = factsOf(subject);
  const factsMs = performance.now() - startedAt - subject.compileMs;
  for (const key of ['satisfiable', 'core', 'dead'] as const) compare(`facts ${key}`, found[key], facts[key]);
  compareCount('facts count', found.count, facts['count']);
  const askedAt = performance.now();
  const answers = answersOf(subject, queries);
  const queriesMs = performance.now() - askedAt;
  for (const [index, answer] of answers.entries()) {
    const wanted = queries[index] as Expected;
    const at = (what: string): string => `query ${String(index)} ${what}`;
    compare(at('consistent'), answer.consistent, wanted.consistent);
    if (answer.consistent) {
      compare(at('newlyForced'), answer.newlyForced, wanted.newlyForced);
      compare(at('newlyImpossible'), answer.newlyImpossible, wanted.newlyImpossible);
      compareCount(at('count'), answer.count, wanted.count);
    } else if (!wanted.consistent) {
      compare(at('conflict is one of the minimal ones'), isAmong(answer.conflict, wanted.minimalConflicts), true);
      const isSmallest = isAmong(answer.fix, wanted.minimalRepairs) && answer.fix?.length === wanted.smallestRepair;
      compare(at('fix is one of the smallest'), isSmallest, true);
    }
  }
  const counted = isCompiled
    ? `count ${rounded(found.count)}`
    : 'count not known: gave up compiling, answers by searching';
  const { variables, clauses } = subject.engine.rules.model;
  const size = `${String(variables)} options, ${String(clauses.length)} clauses`;
  const times = `compiled ${ms(subject.compileMs)}, facts ${ms(factsMs)}, ${String(answers.length)} queries ${ms(queriesMs)}`;
  return { name, line: `${size}; ${counted}; ${String(compared)} comparisons; ${times}`, disagreements };
}

function isAmong(found: readonly number[] | null, all: readonly (readonly number[])[] = []): boolean {
  return all.some((one) => JSON.stringify(one) === JSON.stringify(found));
}

function rounded(count: string | null): string {
  if (count === null || count.length < 16) return String(count);
  return `${count[0] ?? ''}.${count.slice(1, 3)}e${String(count.length - 1)}`;
}

function ms(time: number): string {
  return `${time.toFixed(time < 10 ? 1 : 0)} ms`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

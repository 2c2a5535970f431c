import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DomainError } from 'shared/errors.ts';
import { TooFine } from 'shared/space/engine/numeric-atoms.ts';
import { printSpaceText } from 'shared/space/language/print-space.ts';
import { type Context, spaceIn } from 'shared/space/validity.ts';
import { answersOf } from './answers.ts';
import { factsOf } from './facts.ts';
import { findingsOf, findingsOfModel, lineOf } from './lint.ts';
import { readRuleFile, type RuleFile } from './rule-file.ts';
import { subjectOf } from './subject.ts';
import { Unusable } from './unusable.ts';

/** What a command leaves behind: 0 all is well, 1 the rules have errors, 2 there was nothing to work with. */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

const USAGE = 'pnpm space facts|query|lint|print FILE [--market NL] [--date 2026-12-01] [--json]';

/**
 * @param args as on the command line, without the program
 * @param cwd what a relative path is relative to
 */
export async function runSpace(args: readonly string[], cwd: string): Promise<Outcome> {
  try {
    const { command, name, context, isJson } = readArguments(args);
    try {
      const file = await readRuleFile(resolve(cwd, name), name);
      return COMMANDS[command](file, { name, context, isJson });
    } catch (error) {
      throw inFile(name, error);
    }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return { code: 2, out: '', err: `${error.message}\n` };
  }
}

interface Given {
  readonly name: string;
  readonly context: Context;
  readonly isJson: boolean;
}

const COMMANDS = {
  facts: (file: RuleFile, { context }: Given) => wellDone(JSON.stringify(factsOf(subjectOf(file, context)))),
  query: (file: RuleFile, { context }: Given) =>
    wellDone(JSON.stringify(answersOf(subjectOf(file, context), file.queries))),
  lint: (file: RuleFile, { name, context, isJson }: Given): Outcome => {
    const space = file.kind === 'space' ? spaceIn(file.space, context) : null;
    const findings = space ? findingsOf(space) : findingsOfModel(basename(name, '.json'), factsOf(subjectOf(file)));
    const code = findings.some(({ severity }) => severity === 'error') ? 1 : 0;
    if (isJson) return { ...wellDone(JSON.stringify(findings)), code };
    return { ...wellDone(findings.map((finding) => lineOf(finding, space)).join('\n') || 'nothing to remark'), code };
  },
  print: (file: RuleFile, { name, context }: Given) => {
    if (file.kind === 'model') throw new Unusable(`${name}: is a model; only a space has a text`);
    const space = spaceIn(file.space, context);
    if (!file.isText) return { ...wellDone(''), out: printSpaceText(space) };
    return wellDone(JSON.stringify(textPart(space), null, 2));
  },
} satisfies Record<string, (file: RuleFile, given: Given) => Outcome>;

/** Without the blank drawing that a text was given to be checked. */
function textPart(space: object): object {
  const drawing = ['layers', 'fonts', 'stickers', 'starters', 'maxElements', 'views', 'inks', 'zones'];
  return Object.fromEntries(Object.entries(space).filter(([key]) => !drawing.includes(key)));
}

function wellDone(line: string): Outcome {
  return { code: 0, out: `${line}\n`, err: '' };
}

function readArguments(args: readonly string[]): Given & { readonly command: keyof typeof COMMANDS } {
  const options = { market: { type: 'string' }, date: { type: 'string' }, json: { type: 'boolean' } } as const;
  let read;
  try {
    read = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}; usage: ${USAGE}`);
  }
  const [command = '', name, ...more] = read.positionals;
  if (!Object.hasOwn(COMMANDS, command))
    throw new Unusable(`${command === '' ? 'a command is missing' : `"${command}" is no command`}; usage: ${USAGE}`);
  if (name === undefined || more.length > 0)
    throw new Unusable(`${name === undefined ? 'a file is missing' : 'only one file can be given'}; usage: ${USAGE}`);
  const { market, date, json = false } = read.values;
  if (date !== undefined && !isDay(date)) throw new Unusable(`--date ${date}: is no day such as 2026-12-01`);
  if (market === '') throw new Unusable('--market: names no market, such as NL');
  const context = { ...(market === undefined ? {} : { market }), ...(date === undefined ? {} : { date }) };
  return { command: command as keyof typeof COMMANDS, name, context, isJson: json };
}

function isDay(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/** What rules may turn out to be that cannot be calculated with; and what nobody thought of, with the file where it happens. */
function inFile(name: string, error: unknown): Unusable {
  if (error instanceof RangeError) return new Unusable(`${name}: is nested too deeply, or has too many values`);
  const isAboutFile = error instanceof DomainError || error instanceof TooFine || error instanceof Unusable;
  if (!isAboutFile)
    return new Unusable(`${name}: has something that was not foreseen (${String(error)}); please report it`);
  return new Unusable(error.message.startsWith(`${name}:`) ? error.message : `${name}: ${error.message}`);
}

import { DomainError } from 'shared/errors.ts';
import { optionKey } from 'shared/design/doc-keys.ts';
import type { Domains } from 'shared/space/engine/domains.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import { BUDGET, type PickValue } from 'shared/space/engine/pick.ts';
import type { Subject } from './subject.ts';
import { Unusable } from './unusable.ts';

type Valued = readonly [key: string, value: PickValue];

/** What some picks mean together. */
export type Answer =
  | {
      readonly consistent: true;
      /** What everything else has to be now, and did not have to be before; picks themselves are not among it. */
      readonly newlyForced: readonly Valued[];
      /** What nothing else can be any more, and could be before. */
      readonly newlyImpossible: readonly Valued[];
      readonly count: string | null;
    }
  | {
      readonly consistent: false;
      /** Picks of which none could be left out that do not go together, as indexes: one minimal conflict. */
      readonly conflict: readonly number[];
      /** A smallest set of picks without which the rest goes together; null where nothing does. */
      readonly fix: readonly number[] | null;
    };

/** @throws Unusable where a query is not `{ picks: [[key, value], …] }`, or names what does not exist */
export function answersOf(subject: Subject, queries: unknown): Answer[] {
  if (!Array.isArray(queries)) throw new Unusable('queries: are not a list');
  const before = subject.engine.domains([]);
  return queries.map((query: unknown, index) =>
    answerTo(subject, picksOf(subject, query, `queries/${String(index)}`), before),
  );
}

/** @param before what is possible without any picks */
function answerTo({ engine, explainer, choices }: Subject, picks: readonly Wish[], before: Domains): Answer {
  const after = engine.domains(picks);
  if (!after.isConsistent) {
    // The newest pick is named, and given up, first; the last in a list is the newest.
    const turn = (indexes: readonly number[]): number[] =>
      indexes.map((index) => picks.length - 1 - index).sort((a, b) => a - b);
    const newestFirst = picks.toReversed();
    const [fix] = explainer.fixes(newestFirst, [], 1);
    return {
      consistent: false,
      conflict: turn(explainer.explain(newestFirst, [])?.picks ?? []),
      fix: fix ? turn(fix) : null,
    };
  }
  const picked = new Set(picks.map(({ key }) => key));
  const newlyForced: Valued[] = [];
  const newlyImpossible: Valued[] = [];
  for (const { pick, key, values, left } of choices) {
    if (picked.has(pick)) continue;
    const [wasLeft, isLeft] = [left(before), left(after)];
    const last = isLeft.indexOf(true);
    if (isLeft.lastIndexOf(true) === last && wasLeft.lastIndexOf(true) !== wasLeft.indexOf(true))
      newlyForced.push([key, values[last] as PickValue]);
    for (const [at, value] of values.entries()) if (wasLeft[at] && !isLeft[at]) newlyImpossible.push([key, value]);
  }
  return { consistent: true, newlyForced, newlyImpossible, count: engine.count(picks)?.toString() ?? null };
}

function picksOf({ engine, space }: Subject, query: unknown, place: string): Wish[] {
  const picks = (query as { readonly picks?: unknown } | null)?.picks;
  if (!Array.isArray(picks)) throw new Unusable(`${place}: needs picks, a list of [key, value]`);
  return picks.map((pick: unknown, index): Wish => {
    const at = `${place}/picks/${String(index)}`;
    if (!Array.isArray(pick) || pick.length !== 2 || typeof pick[0] !== 'string')
      throw new Unusable(`${at}: a pick is [key, value]`);
    const [written, value] = pick as unknown as Valued;
    const key = space ? withSlash(written, engine.rules.choices) : written;
    if (!engine.rules.choices.has(key) && !(space && key === BUDGET))
      throw new Unusable(`${at}: there is no ${space ? 'parameter' : 'variable'} ${JSON.stringify(written)}`);
    try {
      engine.reader.read([{ key, value }]);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new Unusable(`${at}: ${JSON.stringify(value)} is no value of ${JSON.stringify(written)}`);
    }
    return { key, value };
  });
}

/** An option of a `many` may be written as rules write it, `extras.rack`. */
function withSlash(key: string, choices: ReadonlyMap<string, unknown>): string {
  const [parameter = '', option] = key.split('.');
  if (choices.has(key) || option === undefined) return key;
  return optionKey(parameter, option);
}

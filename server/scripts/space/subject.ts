import { compileModel } from 'shared/space/engine/compile.ts';
import { encodeSpace } from 'shared/space/engine/encode.ts';
import type { Domains } from 'shared/space/engine/domains.ts';
import type { EncodedRules } from 'shared/space/engine/encoded-rules.ts';
import { Engine } from 'shared/space/engine/engine.ts';
import { Explainer } from 'shared/space/engine/explanation.ts';
import type { PickValue } from 'shared/space/engine/pick.ts';
import 'shared/space/engine/searching.ts';
import type { Space } from 'shared/space/schema.ts';
import { type Context, spaceIn } from 'shared/space/validity.ts';
import type { RuleFile } from './rule-file.ts';

/** The rules of a file, ready to be asked. */
export interface Subject {
  /** Null for a model. */
  readonly space: Space | null;
  readonly engine: Engine;
  readonly explainer: Explainer;
  readonly choices: readonly Choice[];
  readonly compileMs: number;
}

/** Something that every design has exactly one value of: a parameter, an option of a `many`, an item of a mix. */
export interface Choice {
  readonly kind: 'option' | 'switch' | 'number' | 'item';
  /** What a pick of it names. */
  readonly pick: string;
  /** The same; `mix.item` for an item of a mix. */
  readonly key: string;
  readonly values: readonly PickValue[];
  /** Per value whether it is left. */
  readonly left: (domains: Domains) => readonly boolean[];
}

/** @param context which rules of a space hold; a model's always do */
export function subjectOf(file: RuleFile, context: Context = {}): Subject {
  const space = file.kind === 'space' ? spaceIn(file.space, context) : null;
  const rules = file.kind === 'space' ? encodeSpace(space ?? file.space) : file.rules;
  const startedAt = performance.now();
  const engine = new Engine(rules, compileModel(rules.model));
  const compileMs = performance.now() - startedAt;
  return { space, engine, explainer: new Explainer(engine), choices: choicesOf(rules), compileMs };
}

function choicesOf(rules: EncodedRules): Choice[] {
  const amounts = (part: number, column: number): readonly number[] =>
    rules.parts[part]?.component.variables[column]?.values ?? [];
  const among = (values: readonly number[], found: readonly number[]): boolean[] => {
    const left = new Set(found);
    return values.map((value) => left.has(value));
  };
  return [...rules.choices].flatMap(([key, choice]): Choice[] => {
    switch (choice.kind) {
      case 'one':
      case 'switch': {
        const values = choice.kind === 'one' ? [...choice.options.keys()] : [true, false];
        const left = (domains: Domains): boolean[] => values.map((value) => domains.isPossible(key, value));
        return [{ kind: choice.kind === 'one' ? 'option' : 'switch', pick: key, key, values, left }];
      }
      case 'number': {
        const values = amounts(choice.part, choice.column);
        return [{ kind: 'number', pick: key, key, values, left: (domains) => among(values, domains.valuesOf(key)) }];
      }
      case 'mix':
        return [...choice.columns].map(([item, column]): Choice => {
          const values = amounts(choice.part, column);
          const left = (domains: Domains): boolean[] => among(values, domains.valuesOf(key, item));
          return { kind: 'item', pick: key, key: `${key}.${item}`, values, left };
        });
      case 'free':
        return [];
    }
  });
}

import type { Condition, Space, SpaceRule } from '../schema.ts';
import { compileModel } from './compile.ts';
import { minimalConflict } from './conflict.ts';
import type { Domains } from './domains.ts';
import { encodeSpace } from './encode.ts';
import type { EncodedRules } from './encoded-rules.ts';
import { Engine } from './engine.ts';
import type { Wish } from './evidence.ts';
import { Explainer } from './explanation.ts';

/** How many sets of rules may be compiled to find those that costs speak of. */
const MOST_TRIALS = 60;

/**
 * What the rules of a space make impossible for everybody, and which of them do. It only says what is sure: where rules
 * limit costs and are too hard to be compiled, everything that the limits alone decide counts as possible.
 */
export class RuleReasons {
  readonly rules: EncodedRules;
  readonly #space: Space;
  readonly #mostDefinitions: number | undefined;
  /** Null where costs decide nothing or cannot be calculated with. */
  readonly #engine: Engine | null;
  /** As if nothing cost anything: exact about all the rest. */
  readonly #costless: Engine;
  readonly #explainer: Explainer;
  /** Engines with only some of the rules, by their indexes: one gap after the other asks for the same. */
  readonly #trials = new Map<string, Engine | null>();

  /**
   * @param mostDefinitions as for `encodeSpace`
   * @throws TooFine
   */
  constructor(space: Space, mostDefinitions?: number) {
    this.#space = space;
    this.#mostDefinitions = mostDefinitions;
    this.rules = encodeSpace(space, mostDefinitions);
    const { limits, model } = this.rules;
    this.#costless = new Engine({ ...this.rules, limits: [] });
    this.#explainer = new Explainer(this.#costless);
    const graph = limits.length > 0 ? compileModel(model) : null;
    this.#engine = graph && new Engine(this.rules, graph);
  }

  /** The same with a condition that has to be fulfilled as well, as a rule without an id. */
  with(condition: Condition): RuleReasons {
    const rules = [...this.#space.rules, { id: '', then: condition, because: { en: '' } }];
    return new RuleReasons({ ...this.#space, rules }, this.#mostDefinitions);
  }

  /** Whether it is sure that no design has all of this. */
  isImpossible(wishes: readonly Wish[]): boolean {
    return !this.#costless.isConsistent(wishes) || (this.#engine !== null && isSurelyNot(this.#engine, wishes));
  }

  /** What is possible in all; what is not sure to be impossible counts as possible. */
  domains(): Domains {
    const exact = this.#engine?.domains([]);
    return exact?.isExact ? exact : this.#costless.domains([]);
  }

  /**
   * As few rules as can be because of which no design has all of this, by their ids in the brand's order; none where
   * bounds alone are the reason, where a design has it, or where it would take too long to tell.
   */
  against(wishes: readonly Wish[]): string[] {
    const found = this.#explainer.explain([], wishes)?.rules;
    return (found ?? this.#byTrial(wishes)).flatMap(({ id }) => (id === '' ? [] : [id]));
  }

  #byTrial(wishes: readonly Wish[]): SpaceRule[] {
    const { rules } = this.#space;
    if (!this.#engine || !isSurelyNot(this.#engine, wishes)) return [];
    const named = minimalConflict([...rules.keys()], (kept) => {
      if (kept.length === rules.length) return kept;
      const engine = this.#trial([...kept].sort((a, b) => a - b));
      return engine && isSurelyNot(engine, wishes) ? kept : null;
    });
    return [...(named ?? [])].sort((a, b) => a - b).map((index) => rules[index] as SpaceRule);
  }

  #trial(kept: readonly number[]): Engine | null {
    const key = kept.join();
    const known = this.#trials.get(key);
    if (known !== undefined || this.#trials.size >= MOST_TRIALS) return known ?? null;
    const rules = kept.map((index) => this.#space.rules[index] as SpaceRule);
    const encoded = encodeSpace({ ...this.#space, rules }, this.#mostDefinitions);
    const graph = compileModel(encoded.model);
    const engine = graph && new Engine(encoded, graph);
    this.#trials.set(key, engine);
    return engine;
  }
}

/** Also false where the steps allowed did not tell. */
function isSurelyNot(engine: Engine, wishes: readonly Wish[]): boolean {
  const { all, isWhole } = engine.cases(engine.reader.read(wishes));
  return isWhole && all.every((one) => engine.compiled?.exists(one) === false);
}

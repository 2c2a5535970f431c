import type { SpaceRule } from '../schema.ts';
import type { Component } from './numeric/component.ts';
import type { Literal, RuleModel } from './rule-model.ts';

/** What the engine calculates with: the rules as a model, and where in it each choice is. */
export interface EncodedRules {
  readonly model: RuleModel;
  /** By key: the parameter's id, or `parameter/option` for the options of a `many`. */
  readonly choices: ReadonlyMap<string, EncodedChoice>;
  readonly parts: readonly NumericPart[];
  /** Of all choices, in cents. */
  readonly price: Cost;
  readonly limits: readonly Limit[];
  /** By the index that the model's clauses name. */
  readonly rules: readonly SpaceRule[];
}

export type EncodedChoice =
  | { readonly kind: 'one'; readonly options: ReadonlyMap<string, Literal> }
  | { readonly kind: 'switch'; readonly literal: Literal }
  /** `column`: the variable of the component that holds its value. */
  | { readonly kind: 'number'; readonly part: number; readonly column: number }
  | { readonly kind: 'mix'; readonly part: number; readonly columns: ReadonlyMap<string, number> }
  /** A text: no rule speaks of it. */
  | { readonly kind: 'free' };

/** Numbers and mixes that rules tie together, and the variable of each of its cells: a group of the model. */
export interface NumericPart {
  readonly component: Component;
  readonly cells: readonly Literal[];
}

/** What something costs (cents, grams, …): the sum over what holds. Integers. */
export interface Cost {
  readonly constant: number;
  readonly ofLiteral: ReadonlyMap<Literal, number>;
  /** Per part, per column, per value; null: nothing. */
  readonly ofValue: readonly (readonly (readonly number[] | null)[])[];
}

/** Ties a literal to a cost over options that is too fine to be written as clauses. */
export interface Limit {
  /** Holds only when the cost is at most `most`. */
  readonly literal: Literal;
  readonly cost: Cost;
  readonly most: number;
  /** Whether the literal also has to hold when the cost is at most `most`; else nothing asks for its negation. */
  readonly isEquivalent: boolean;
}

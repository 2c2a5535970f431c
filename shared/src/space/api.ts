import Type, { type Static } from 'typebox';
import { Sha256 } from '../api.ts';
import { LocalizedText } from './schema.ts';

const Closed = { additionalProperties: false } as const;

const BASE = {
  /** The version that was changed: publishing is refused (409) where it is not the newest one any more. */
  base: Type.Optional(Sha256),
} as const;

/**
 * The rules of a product as somebody wants them: in words, or the same part of a space as JSON (`SpaceText`). What they
 * leave out, the drawing, stays as it is in the newest version.
 */
export const RulesBody = Type.Union([
  Type.Object({ text: Type.String({ maxLength: 2_000_000 }), ...BASE }, Closed),
  Type.Object({ space: Type.Unknown(), ...BASE }, Closed),
]);
export type RulesBody = Static<typeof RulesBody>;

/** What `lintSpace` says of the rules. */
const FindingSchema = Type.Object({
  code: Type.Union([
    Type.Literal('no_design'),
    Type.Literal('impossible_option'),
    Type.Literal('impossible_value'),
    Type.Literal('forced_option'),
    Type.Literal('always_true'),
    Type.Literal('implied_rule'),
    Type.Literal('unreachable_limit'),
  ]),
  /** The parameter, `parameter.option`, or the rule that it is about. */
  about: Type.String(),
  values: Type.Optional(Type.Array(Type.Integer())),
  /** Ids of the rules responsible. */
  rules: Type.Array(Type.String()),
});

const FINDINGS = {
  findings: Type.Array(FindingSchema),
  /** False where looking took too long: there may be more findings, and more designs that would change. */
  isSearched: Type.Boolean(),
} as const;

/** One thing that would be changed of a design to bring it inside the new rules. */
const ImpactChange = Type.Object({
  /** Why, as in `Violation`. */
  code: Type.String(),
  /** The rule of the brand, where it is one, and its reason. */
  rule: Type.Optional(Type.String()),
  because: Type.Optional(LocalizedText),
  /** Where in the design: `params.paint`, `elements.<id>`. */
  path: Type.String(),
  from: Type.Optional(Type.Unknown()),
  to: Type.Optional(Type.Unknown()),
});

/** A design or an entry that the new rules do not have as it is. */
export const BrokenDesign = Type.Object({
  id: Type.String(),
  title: Type.String(),
  kind: Type.Union([Type.Literal('design'), Type.Literal('entry')]),
  /** Ids of the rules that it breaks; none where what it has does not exist any more. */
  rules: Type.Array(Type.String()),
  changes: Type.Array(ImpactChange),
});
export type BrokenDesign = Static<typeof BrokenDesign>;

/** What new rules would mean for what has been designed; designs stay in the version in which they were begun. */
export const RulesImpact = Type.Object({
  /** How many were looked at: designs that are still drawn, and entries. */
  designs: Type.Integer(),
  broken: Type.Array(BrokenDesign),
});
export type RulesImpact = Static<typeof RulesImpact>;

export const RulesCheck = Type.Object({
  ...FINDINGS,
  /** Null where no design keeps all rules. */
  impact: Type.Union([RulesImpact, Type.Null()]),
});
export type RulesCheck = Static<typeof RulesCheck>;

export const NewVersion = Type.Object({
  spaceHash: Sha256,
  /**
   * 1, 2, 3 … within the product. Publishing the newest version again changes nothing; an older one becomes the newest
   * again, with the next number.
   */
  version: Type.Integer({ minimum: 1 }),
  ...FINDINGS,
});
export type NewVersion = Static<typeof NewVersion>;

/** The rules of a product's newest version, in words, with the comments of who published it, and as JSON. */
export const RulesOfProduct = Type.Object({
  spaceHash: Sha256,
  version: Type.Integer({ minimum: 1 }),
  text: Type.String(),
  /** `SpaceText`. */
  json: Type.Unknown(),
});
export type RulesOfProduct = Static<typeof RulesOfProduct>;

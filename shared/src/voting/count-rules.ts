import Type, { type Static, type TLiteral, type TUnion } from 'typebox';

const Closed = { additionalProperties: false } as const;
type Literals<Values extends readonly string[]> = { [Key in keyof Values]: TLiteral<Values[Key]> };
const oneOf = <const Values extends readonly string[]>(...values: Values): TUnion<[...Literals<Values>]> =>
  Type.Union(values.map((value) => Type.Literal(value))) as unknown as TUnion<[...Literals<Values>]>;

/** What marks on a ranked ballot count for: see `ValidityRules`. */
export const Validity = Type.Object(
  {
    overvote: oneOf('exhaust', 'skip', 'exhaust-if-several-continue'),
    mostSkipped: Type.Union([Type.Null(), Type.Integer({ minimum: 0 })]),
    mostRanks: Type.Union([Type.Null(), Type.Integer({ minimum: 1 })]),
    repeated: oneOf('skip', 'exhaust'),
  },
  Closed,
);

const StrengthRule = oneOf('winning', 'margins', 'ratio');
const UnrankedRule = oneOf('below', 'ignored');
const TiedRanksRule = oneOf('skip', 'exhaust');
const QuotaRule = oneOf('droop', 'hare', 'hagenbach-bischoff');

/**
 * How the ballots of a round are counted: everything that could make another winner out of the same ballots. The tie order
 * and the number of seats stand beside it.
 */
export const CountRules = Type.Union([
  Type.Object({ method: Type.Literal('schulze'), strength: StrengthRule, unranked: UnrankedRule }, Closed),
  Type.Object({ method: Type.Literal('ranked-pairs'), strength: StrengthRule, unranked: UnrankedRule }, Closed),
  Type.Object(
    {
      method: Type.Literal('irv'),
      stop: oneOf('majority', 'two'),
      batch: Type.Boolean(),
      ties: oneOf('earlier-round', 'tie-order'),
      /** A rank that several entries share; the validity of marked ballots may settle it before. */
      tiedRanks: oneOf('skip', 'exhaust', 'share', 'exhaust-if-several-continue'),
      excludedFirst: Type.Array(Type.String()),
    },
    Closed,
  ),
  Type.Object({ method: oneOf('stv-scotland', 'stv-wigm-prf', 'stv-meek-prf'), tiedRanks: TiedRanksRule }, Closed),
  Type.Object({ method: Type.Literal('stv-gregory'), quota: QuotaRule }, Closed),
  Type.Object({ method: oneOf('plurality', 'borda', 'bucklin', 'coombs') }, Closed),
  Type.Object({ method: oneOf('condorcet', 'copeland', 'kemeny'), unranked: UnrankedRule }, Closed),
  Type.Object(
    { method: Type.Literal('minimax'), variant: oneOf('winning', 'margins', 'opposition'), unranked: UnrankedRule },
    Closed,
  ),
  Type.Object({ method: oneOf('approval', 'pav', 'cc', 'monroe') }, Closed),
  Type.Object(
    {
      method: oneOf('seq-phragmen', 'budget-greedy'),
      /** Null: every entry costs 1, and the budget is the number of seats. */
      budget: Type.Union([Type.Null(), Type.Integer({ minimum: 1 })]),
    },
    Closed,
  ),
  Type.Object(
    {
      method: Type.Literal('equal-shares'),
      completion: oneOf('none', 'seq-phragmen'),
      budget: Type.Union([Type.Null(), Type.Integer({ minimum: 1 })]),
    },
    Closed,
  ),
  Type.Object({ method: Type.Literal('score'), lowest: Type.Integer(), unscored: oneOf('lowest', 'ignored') }, Closed),
  Type.Object({ method: Type.Literal('star'), lowest: Type.Integer() }, Closed),
  Type.Object(
    {
      method: Type.Literal('bradley-terry'),
      prior: Type.Number({ minimum: 0 }),
      firstSlot: Type.Boolean(),
      reference: Type.Union([Type.Null(), Type.String()]),
    },
    Closed,
  ),
]);
export type CountRules = Static<typeof CountRules>;

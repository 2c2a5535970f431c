import Type, { type Static } from 'typebox';

/**
 * The design space of a product as a brand writes it: what may vary, within which bounds, at what price. Everything
 * that is specific to a product is in here; no code knows cars or crisps. Lengths are millimetres of the artwork,
 * money is integer cents, amounts of a mix are integer units of its total.
 */
export const SPACE_SCHEMA_VERSION = 'space/2';

const Closed = { additionalProperties: false } as const;
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' });
const Cents = Type.Integer({ minimum: -100_000_000, maximum: 100_000_000 });
const Amount = Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 });
const Hex = Type.String({ pattern: '^#[0-9a-f]{6}$' });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Market = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,39}$' });
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength });
export const LocalizedText = Type.Object(
  { en: Words(400), nl: Type.Optional(Words(400)), de: Type.Optional(Words(400)) },
  Closed,
);

/**
 * A condition over a complete design, as nested arrays. A term is a number parameter, `mix.item` (its amount),
 * `place` or `place.zone` (elements there), `parameter.option` (1 where it is chosen), or `price`: the price of all
 * choices in cents, without what elements cost. Amounts are in units of the parameter's last decimal.
 *
 * - `["is", parameter, option]`, `["in", parameter, [options]]`: of a `one` or `colour`
 * - `["has", parameter, item]`: an option of a `many`, an item of a `mix`, an element in a zone of a `place`
 * - `["le", [[coefficient, term], …], limit]`: the sum is at most the limit; all integers
 * - `["count", parameter, [options], min, max]`: how many of these options of a `many` are chosen
 * - `["among", [conditions], min, max]`: how many of the conditions hold
 * - `["different", [parameters], min, max]`: how many different options these have
 * - `["table", [parameters], rows]`: some row fits; a cell is a value, a list of values, or `"*"` for any
 * - `["and", …]`, `["or", …]`, `["not", condition]`
 */
export type Condition =
  | readonly ['is', string, string]
  | readonly ['in', string, readonly string[]]
  | readonly ['has', string, string]
  | readonly ['le', readonly (readonly [number, string])[], number]
  | readonly ['count', string, readonly string[], number, number]
  | readonly ['among', readonly Condition[], number, number]
  | readonly ['different', readonly string[], number, number]
  | readonly ['table', readonly string[], readonly (readonly TableCell[])[]]
  | readonly ['and', ...Condition[]]
  | readonly ['or', ...Condition[]]
  | readonly ['not', Condition];
export type TableCell = string | number | readonly (string | number)[];

// Its shape is checked by `assertSpace`, which can say where and why; a recursive schema could not.
const ConditionSchema = Type.Unsafe<Condition>(Type.Array(Type.Unknown(), { minItems: 2, maxItems: 2000 }));

const Option = Type.Object(
  {
    id: Id,
    label: LocalizedText,
    note: Type.Optional(LocalizedText),
    priceCents: Type.Optional(Cents),
    /** What a swatch shows and what `currentColor` becomes in layers that follow this parameter. */
    colour: Type.Optional(Hex),
  },
  Closed,
);
const ParameterHead = { id: Id, label: LocalizedText, help: Type.Optional(LocalizedText), section: Id };
const One = Type.Object(
  {
    /** Of a `colour` every option has a colour: it is a token of the brand's palette. */
    kind: Type.Union([Type.Literal('one'), Type.Literal('colour')]),
    ...ParameterHead,
    options: Type.Array(Option, { minItems: 1, maxItems: 2000 }),
    default: Id,
  },
  Closed,
);
const Many = Type.Object(
  {
    kind: Type.Literal('many'),
    ...ParameterHead,
    options: Type.Array(Option, { minItems: 1, maxItems: 200 }),
    default: Type.Array(Id),
  },
  Closed,
);
const NumberParameter = Type.Object(
  {
    kind: Type.Literal('number'),
    ...ParameterHead,
    min: Amount,
    max: Amount,
    step: Type.Integer({ minimum: 1 }),
    /** Values are whole numbers of the last decimal: with 1, 845 is 84.5 of the unit. 0 where it is left out. */
    decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 3 })),
    unit: LocalizedText,
    default: Type.Integer(),
    /** Cents for each whole number, that is for each last decimal. */
    centsPerUnit: Type.Optional(Cents),
  },
  Closed,
);
const Mix = Type.Object(
  {
    kind: Type.Literal('mix'),
    ...ParameterHead,
    /** What all amounts add up to, in `unit`, for example 100 %. */
    total: Type.Integer({ minimum: 1, maximum: 100_000 }),
    step: Type.Integer({ minimum: 1 }),
    maxItems: Type.Integer({ minimum: 1 }),
    unit: LocalizedText,
    items: Type.Array(
      Type.Object(
        {
          ...Option.properties,
          /** Least and most of it when it is in the mix at all; leaving it out is always allowed. */
          min: Type.Integer({ minimum: 1 }),
          max: Type.Integer({ minimum: 1 }),
          /** On top of `priceCents`, which is for being in the mix at all. */
          centsPerUnit: Type.Optional(Cents),
        },
        Closed,
      ),
      { minItems: 1, maxItems: 100 },
    ),
    default: Type.Record(Id, Type.Integer({ minimum: 1 })),
  },
  Closed,
);
const TextParameter = Type.Object(
  {
    kind: Type.Literal('text'),
    ...ParameterHead,
    maxLength: Type.Integer({ minimum: 1, maximum: 200 }),
    minLength: Type.Optional(Type.Integer({ minimum: 0 })),
    /** The characters that may be used, each once, for example `ABC…Z -`; any where it is left out. */
    alphabet: Type.Optional(Words(400)),
    blockedWords: Type.Optional(Type.Array(Words(40))),
    default: Type.String({ maxLength: 200 }),
  },
  Closed,
);
const Place = Type.Object(
  {
    kind: Type.Literal('place'),
    ...ParameterHead,
    /** Zones that belong together, for example the prints of a shoe; rules speak of how many elements they have. */
    zones: Type.Array(Id, { minItems: 1, maxItems: 40 }),
    /** Over all of these zones; each zone has its own limit too. */
    maxElements: Type.Integer({ minimum: 0, maximum: 200 }),
  },
  Closed,
);
const ParameterSchema = Type.Union([One, Many, NumberParameter, Mix, TextParameter, Place]);

const Rule = Type.Object(
  {
    id: Id,
    when: Type.Optional(ConditionSchema),
    then: ConditionSchema,
    because: LocalizedText,
    /** The first and the last day on which the rule holds, as `2026-12-31`; always where they are left out. */
    from: Type.Optional(Day),
    until: Type.Optional(Day),
    /** Where the rule holds; everywhere where it is left out. */
    markets: Type.Optional(Type.Array(Market, { minItems: 1, maxItems: 60 })),
  },
  Closed,
);

/** `[x, y]` in millimetres of the artwork. */
const Point = Type.Tuple([Type.Number(), Type.Number()]);
/** `[x, y, width, height]` in millimetres of the artwork. */
const Box = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]);

const ElementKindSchema = Type.Union([
  Type.Literal('sticker'),
  Type.Literal('text'),
  Type.Literal('stripe'),
  Type.Literal('shape'),
]);

const Zone = Type.Object(
  {
    id: Id,
    label: LocalizedText,
    view: Id,
    polygon: Type.Array(Point, { minItems: 3, maxItems: 200 }),
    /** Elements of this zone are drawn right after this layer, so that gloss and seams lie over them. */
    after: Id,
    /** The zone is closed while this does not hold. */
    when: Type.Optional(ConditionSchema),
    because: Type.Optional(LocalizedText),
    kinds: Type.Array(ElementKindSchema, { minItems: 1 }),
    maxElements: Type.Integer({ minimum: 0, maximum: 200 }),
    /** Bounds for the longer and the shorter side of an element, in millimetres. */
    minSizeMm: Type.Number({ minimum: 0.1 }),
    maxSizeMm: Type.Number({ minimum: 0.1 }),
    /** The rotations that an element may have, in whole degrees clockwise (0 … 359); any where it is left out. */
    angles: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 359 }), { minItems: 1, maxItems: 360 })),
    /** The inks that an element may have here; all of the space where it is left out. */
    inks: Type.Optional(Type.Array(Id, { minItems: 1 })),
    /** The least resolution of a picture in pixels per inch of print. */
    minPrintDpi: Type.Optional(Type.Integer({ minimum: 1, maximum: 2400 })),
  },
  Closed,
);

const LayerBinding = Type.Object(
  {
    layer: Id,
    /** The layer is drawn only while this holds. */
    when: Type.Optional(ConditionSchema),
    /** `currentColor` in the layer is the colour of the option chosen for this parameter … */
    colourOf: Type.Optional(Id),
    /** … or this ink. */
    ink: Type.Optional(Id),
  },
  Closed,
);

const TextSlot = Type.Object(
  {
    /** A `text` parameter that the artwork shows. */
    parameter: Id,
    after: Id,
    view: Id,
    box: Box,
    font: Id,
    colourOf: Type.Optional(Id),
    ink: Type.Optional(Id),
    /** Degrees, clockwise around the middle of the box. */
    rotation: Type.Optional(Type.Number()),
  },
  Closed,
);

export const SpaceSchema = Type.Object(
  {
    /** `space/1` had fewer kinds and conditions; what it says means the same today. */
    schema: Type.Union([Type.Literal(SPACE_SCHEMA_VERSION), Type.Literal('space/1')]),
    id: Id,
    label: LocalizedText,
    summary: LocalizedText,
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    basePriceCents: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    /** Price of each free element on the product, by kind. */
    elementPriceCents: Type.Optional(
      Type.Partial(Type.Object({ sticker: Cents, text: Cents, stripe: Cents, shape: Cents }, Closed)),
    ),
    /** Extra lines of the price that depend on several choices. */
    priceLines: Type.Optional(
      Type.Array(Type.Object({ id: Id, label: LocalizedText, when: ConditionSchema, cents: Cents }, Closed)),
    ),
    sections: Type.Array(Type.Object({ id: Id, label: LocalizedText }, Closed), { minItems: 1 }),
    parameters: Type.Array(ParameterSchema, { minItems: 1, maxItems: 200 }),
    rules: Type.Array(Rule, { maxItems: 20_000 }),
    /** Views of the artwork; the first is the one that galleries show. */
    views: Type.Array(Type.Object({ id: Id, label: LocalizedText, box: Box }, Closed), { minItems: 1 }),
    layers: Type.Array(LayerBinding),
    texts: Type.Optional(Type.Array(TextSlot)),
    zones: Type.Array(Zone, { maxItems: 40 }),
    /** The colours that elements may have. */
    inks: Type.Array(Type.Object({ id: Id, label: LocalizedText, colour: Hex }, Closed), { minItems: 1 }),
    fonts: Type.Array(Id),
    stickers: Type.Array(Type.Object({ id: Id, label: LocalizedText, keywords: Type.Optional(Words(200)) }, Closed), {
      maxItems: 500,
    }),
    maxElements: Type.Integer({ minimum: 0, maximum: 500 }),
    /** Designs to begin with, as choices that differ from the defaults. */
    starters: Type.Array(
      Type.Object({ id: Id, label: LocalizedText, params: Type.Record(Id, Type.Unknown()) }, Closed),
      { maxItems: 12 },
    ),
  },
  Closed,
);

export type Space = Static<typeof SpaceSchema>;
export type Parameter = Static<typeof ParameterSchema>;
/** What a design has a value for; how many elements a `place` has is counted, not chosen. */
export type ChoiceParameter = Exclude<Parameter, PlaceParameter>;
export type OneParameter = Static<typeof One>;
export type ManyParameter = Static<typeof Many>;
export type NumberParameter = Static<typeof NumberParameter>;
export type MixParameter = Static<typeof Mix>;
export type TextParameter = Static<typeof TextParameter>;
export type PlaceParameter = Static<typeof Place>;
export type SpaceRule = Static<typeof Rule>;
export type SpaceZone = Static<typeof Zone>;
export type ElementKind = Static<typeof ElementKindSchema>;
export type SpaceOption = Static<typeof Option>;

import { DomainError } from '../errors.ts';
import { splitTerm } from './condition.ts';
import { valueProblem } from './parameter-value.ts';
import { PRICE } from './price-term.ts';
import type { Condition, Parameter, Space, TableCell } from './schema.ts';

/** @throws DomainError `space_invalid`, with the place and what would be right */
export function fail(place: string, message: string): never {
  throw new DomainError('space_invalid', `${place}: ${message}`, { place, message });
}

/** As deep as a text may nest; deeper than anybody reads. */
const MOST_DEPTH = 100;
/** Of all cells of a table together, lists counted by their values. */
const MOST_CELLS = 20_000;
/** So that sums stay whole numbers, whatever the values are. */
const MOST_FACTOR = 1_000_000_000;

/** How many entries each form has; more where it goes on. */
const SIZES: Readonly<Record<string, number>> = {
  is: 3,
  in: 3,
  has: 3,
  le: 3,
  count: 5,
  among: 4,
  different: 4,
  table: 3,
  not: 2,
};

/** Throws unless a condition has one of the forms and names only what the space has. */
export function assertCondition(space: Space, condition: Condition, place: string, depth = 0): void {
  if (depth > MOST_DEPTH) fail(place, `conditions are nested more than ${MOST_DEPTH} deep`);

  const parameter = (id: unknown, ...kinds: readonly string[]) => {
    const found = space.parameters.find((candidate) => candidate.id === id);
    if (!found) return fail(place, `there is no parameter "${String(id)}"`);
    if (!kinds.includes(found.kind))
      fail(place, `"${found.id}" is a ${found.kind} parameter; this condition takes ${kinds.join(' or ')}`);
    return found;
  };
  const options = (id: unknown, wanted: unknown, ...kinds: readonly string[]): void => {
    const found = parameter(id, ...kinds);
    const ids = itemsOf(found);
    const word = found.kind === 'mix' ? 'item' : found.kind === 'place' ? 'zone' : 'option';
    if (!Array.isArray(wanted)) return fail(place, 'a list of options is missing');
    for (const option of wanted)
      if (!ids.includes(option as string))
        fail(place, `"${String(id)}" has no ${word} "${String(option)}"; there are ${ids.join(', ')}`);
  };
  const bounds = (min: unknown, max: unknown): void => {
    if (!Number.isInteger(min) || !Number.isInteger(max))
      fail(place, `"${condition[0]}" takes a least and a most number, both whole`);
  };
  const assertTable = (ids: unknown, rows: unknown): void => {
    if (!Array.isArray(ids) || ids.length === 0 || !Array.isArray(rows))
      return fail(place, '"table" takes parameters and rows');
    const cells = (rows as readonly unknown[]).flat(2).length;
    if (cells > MOST_CELLS) fail(place, `a table may have ${MOST_CELLS} values at most, not ${cells}`);
    const columns = ids.map((id) => parameter(id, 'one', 'colour', 'number'));
    for (const [index, row] of (rows as readonly (readonly TableCell[])[]).entries()) {
      if (!Array.isArray(row) || row.length !== columns.length)
        fail(place, `row ${index + 1} needs ${columns.length} cells, one per parameter`);
      for (const [column, cell] of row.entries()) {
        const found = columns[column];
        if (cell === '*' || !found) continue;
        for (const value of Array.isArray(cell) ? (cell as readonly unknown[]) : [cell])
          if (valueProblem(found, value) !== null)
            fail(place, `row ${index + 1}: "${String(value)}" is no value of "${found.id}"`);
      }
    }
  };
  if (!Array.isArray(condition)) fail(place, 'a condition is a list such as ["is", "parameter", "option"]');
  const parts = condition as readonly unknown[];
  const size = SIZES[String(parts[0])];
  if (size !== undefined && parts.length !== size) fail(place, `"${String(parts[0])}" takes ${size - 1} entries`);
  switch (condition[0]) {
    case 'is':
      return options(parts[1], [parts[2]], 'one', 'colour');
    case 'in':
      return options(parts[1], parts[2], 'one', 'colour');
    case 'has':
      return options(parts[1], [parts[2]], 'many', 'mix', 'place');
    case 'count':
      bounds(parts[3], parts[4]);
      return options(parts[1], parts[2], 'many');
    case 'le': {
      if (!Array.isArray(parts[1]) || !Number.isSafeInteger(parts[2]))
        fail(place, '"le" takes a list of [factor, term] and an integer limit');
      for (const entry of parts[1] as readonly unknown[]) {
        if (!Array.isArray(entry) || entry.length !== 2) fail(place, 'a term is [integer factor, "name"]');
        const [factor, term] = entry as readonly unknown[];
        if (!Number.isInteger(factor) || typeof term !== 'string')
          return fail(place, 'a term is [integer factor, "name"]');
        if (Math.abs(factor as number) > MOST_FACTOR) fail(place, `a factor may be ${MOST_FACTOR} at most`);
        const { parameter: id, item } = splitTerm(term);
        if (term === PRICE) continue;
        if (item === null) parameter(id, 'number', 'place');
        else options(id, [item], 'mix', 'place', 'one', 'colour', 'many');
      }
      return;
    }
    case 'among':
      bounds(parts[2], parts[3]);
      if (!Array.isArray(parts[1])) fail(place, '"among" takes a list of conditions');
      for (const part of condition[1]) assertCondition(space, part, place, depth + 1);
      return;
    case 'different':
      bounds(parts[2], parts[3]);
      if (!Array.isArray(parts[1]) || parts[1].length === 0) fail(place, '"different" takes a list of parameters');
      for (const id of condition[1]) parameter(id, 'one', 'colour');
      return;
    case 'table':
      return assertTable(parts[1], parts[2]);
    case 'and':
    case 'or':
    case 'not':
      if (condition[0] === 'not' && parts.length !== 2) fail(place, '"not" takes one condition');
      for (const part of parts.slice(1)) assertCondition(space, part as Condition, place, depth + 1);
      return;
    default:
      fail(
        place,
        `"${String(parts[0])}" is not a condition; there are is, in, has, le, count, among, different, table, and, or, not`,
      );
  }
}

/** What a condition may name after the parameter. */
function itemsOf(parameter: Parameter): readonly string[] {
  if ('options' in parameter) return parameter.options.map(({ id }) => id);
  if ('items' in parameter) return parameter.items.map(({ id }) => id);
  return 'zones' in parameter ? parameter.zones : [];
}

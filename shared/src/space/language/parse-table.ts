import type { Condition, Parameter, TableCell } from '../schema.ts';
import type { Cursor } from './cursor.ts';
import { decimalOf, inUnits, printDecimal } from './decimal.ts';
import { parameterNamed, readItem } from './parse-name.ts';
import type { RuleContext } from './rule-context.ts';
import { say } from './said.ts';

/** `(engine, gearbox)`, or `(engine) is`, which cannot be a condition in parentheses. */
export function isTable(cursor: Cursor): boolean {
  if (cursor.look(1).type !== 'word' || cursor.look(1).item !== null) return false;
  return cursor.is(',', 2) || (cursor.is(')', 2) && cursor.is('is', 3));
}

/** `(fit, chest) is one of (slim, 84.5), (regular | wide, *)`. */
export function readTable(cursor: Cursor, context: RuleContext): Condition {
  const columns = readColumns(cursor, context);
  cursor.expect('is');
  cursor.expect('one');
  cursor.expect('of');
  const rows: TableCell[][] = [];
  do {
    cursor.expect('(');
    rows.push(readRow(cursor, columns, context));
    cursor.expect(')');
  } while (cursor.accept(','));
  return ['table', columns.map(({ id }) => id), rows];
}

/** `(engine, gearbox)`: parameters that a table can speak of. */
export function readColumns(cursor: Cursor, context: RuleContext): Parameter[] {
  const columns: Parameter[] = [];
  cursor.expect('(');
  do {
    const token = cursor.id(say`a parameter`);
    const parameter = parameterNamed(token, context);
    if (!['one', 'colour', 'number'].includes(parameter.kind)) {
      throw cursor.flaw(
        say`“${token.text}” is a ${parameter.kind}; a table takes one, colour and number`,
        undefined,
        token,
      );
    }
    columns.push(parameter);
  } while (cursor.accept(','));
  cursor.expect(')');
  return columns;
}

/** `electric95 | electric118, *`: a cell for each column. */
export function readRow(cursor: Cursor, columns: readonly Parameter[], context: RuleContext): TableCell[] {
  return columns.map((column, index) => {
    if (index > 0) cursor.expect(',', say`a value of “${column.id}” is missing before ${cursor.shown()}`);
    if (cursor.accept('*')) return '*';
    const values = [readValue(cursor, column, context)];
    while (cursor.accept('|')) values.push(readValue(cursor, column, context));
    return values.length === 1 ? (values[0] as string | number) : values;
  });
}

function readValue(cursor: Cursor, column: Parameter, context: RuleContext): string | number {
  if (column.kind !== 'number') return readItem(cursor, column, context);
  const token = cursor.token;
  const isNegative = cursor.accept('-');
  const number = decimalOf(cursor.type('number', say`number`).text);
  const value = inUnits(isNegative ? { ...number, digits: -number.digits } : number, column.decimals ?? 0);
  if (value !== null) return value;
  throw cursor.flaw(
    say`“${column.id}” goes in steps of ${printDecimal(column.step, column.decimals ?? 0)}`,
    undefined,
    token,
  );
}

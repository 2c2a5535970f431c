import { type SQL, sql } from 'drizzle-orm';
import { entries } from './tables.ts';

/** The order of `hashOrder` from shared, computed where the rows are, so that a page of them is read, not all. */
export function hashOrderBy(seed: string): SQL {
  return sql`sha256(convert_to(${`${seed}:`}::text || ${entries.id}::text, 'UTF8'))`;
}

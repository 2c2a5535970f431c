import { asc, eq } from 'drizzle-orm';
import type { PersonId } from 'shared/ids.ts';
import { brands } from '../campaigns/brand-tables.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { managers, persons } from './tables.ts';

/** The brands whose campaigns the person runs, by name. */
export function managedBrands(
  db: DatabaseOrTransaction,
  personId: PersonId,
): Promise<{ brandSlug: string; brandName: string }[]> {
  return db
    .select({ brandSlug: brands.slug, brandName: brands.name })
    .from(managers)
    .innerJoin(brands, eq(brands.id, managers.brandId))
    .where(eq(managers.personId, personId))
    .orderBy(asc(brands.name));
}

export async function renamePerson(db: DatabaseOrTransaction, personId: PersonId, name: string): Promise<void> {
  await db.update(persons).set({ name, updatedAt: new Date() }).where(eq(persons.id, personId));
}

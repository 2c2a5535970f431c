import { asc, eq, inArray } from 'drizzle-orm';
import type { DemoPerson } from 'shared/accounts/api.ts';
import { brands } from '../campaigns/brand-tables.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { managers, persons } from './tables.ts';

/** Somebody whom the demo can be entered as. Who manages which brand is in the database, like everybody else's. */
export interface DemoPersonDefinition {
  readonly key: string;
  readonly name: string;
  readonly role: DemoPerson['role'];
}

export const DEMO_PEOPLE: readonly DemoPersonDefinition[] = [
  { key: 'mila', name: 'Mila Jansen', role: 'customer' },
  { key: 'tomas', name: 'Tomás Oliveira', role: 'customer' },
  { key: 'noor', name: 'Noor el Amrani', role: 'voter' },
  { key: 'jonas', name: 'Jonas Weber', role: 'voter' },
  { key: 'aiko', name: 'Aiko Mori', role: 'voter' },
  { key: 'vera', name: 'Vera Conti', role: 'manager' },
  { key: 'kees', name: 'Kees Bakker', role: 'manager' },
];

/** The address by which a demo person is known; no mail can reach it. */
export const demoEmail = (key: string): string => `${key}@demo.mitwerk.example`;

/** The people of the demo that exist, in the order of `DEMO_PEOPLE`. */
export async function demoPeople(db: DatabaseOrTransaction): Promise<DemoPerson[]> {
  const rows = await db
    .select({ email: persons.email, name: persons.name, brandName: brands.name })
    .from(persons)
    .leftJoin(managers, eq(managers.personId, persons.id))
    .leftJoin(brands, eq(brands.id, managers.brandId))
    .where(
      inArray(
        persons.email,
        DEMO_PEOPLE.map(({ key }) => demoEmail(key)),
      ),
    )
    .orderBy(asc(brands.name));
  return DEMO_PEOPLE.flatMap(({ key, role }) => {
    const row = rows.find(({ email }) => email === demoEmail(key));
    if (!row) return [];
    return [{ key, name: row.name, role, ...(row.brandName === null ? {} : { brandName: row.brandName }) }];
  });
}

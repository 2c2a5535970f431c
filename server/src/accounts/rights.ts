import { and, eq } from 'drizzle-orm';
import { DomainError } from 'shared/errors.ts';
import type { BrandId, PersonId } from 'shared/ids.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { managers } from './tables.ts';

/** Whether the person runs the brand's campaigns. */
export async function isManager(db: DatabaseOrTransaction, brandId: BrandId, personId: PersonId): Promise<boolean> {
  const found = await db
    .select({ brandId: managers.brandId })
    .from(managers)
    .where(and(eq(managers.brandId, brandId), eq(managers.personId, personId)));
  return found.length > 0;
}

/** Throws `not_allowed` unless the person runs the brand's campaigns. */
export async function requireManager(db: DatabaseOrTransaction, brandId: BrandId, personId: PersonId): Promise<void> {
  if (await isManager(db, brandId, personId)) return;
  throw new DomainError('not_allowed', 'Only the managers of the brand may do this.');
}

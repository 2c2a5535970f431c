import { DomainError } from 'shared/errors.ts';
import type { PersonId, ProductId } from 'shared/ids.ts';
import type { NewVersion, RulesBody, RulesCheck, RulesOfProduct } from 'shared/space/api.ts';
import { printSpaceText } from 'shared/space/language/print-space.ts';
import type { Finding } from 'shared/space/lint.ts';
import type { Space } from 'shared/space/schema.ts';
import { isManager } from '../accounts/rights.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { impactOn } from './impact.ts';
import { logicalPart } from './logical-part.ts';
import { findProduct, lockProductById, type Product } from './queries.ts';
import { loadSpace, prepareSpace, storeVersion, tryToPrepare } from './service.ts';
import { rulesThread, TooHard } from './thread/rules-thread.ts';

/** The rules of the newest version. @throws DomainError `product_not_found` */
export async function rulesOfProduct(db: Database, id: ProductId, personId: PersonId): Promise<RulesOfProduct> {
  const { spaceHash, version } = await managedProduct(db, id, personId);
  const { space } = await loadSpace(db, spaceHash);
  const json = logicalPart(space);
  return { spaceHash, version, text: printSpaceText(json), json };
}

/**
 * What rules would mean if they were published; nothing is stored.
 * @throws DomainError `product_not_found`, `space_invalid`, `rules_unreadable`
 */
export async function checkRules(
  db: Database,
  id: ProductId,
  personId: PersonId,
  rules: RulesBody,
): Promise<RulesCheck> {
  const product = await managedProduct(db, id, personId);
  const prepared = await tryToPrepare(await loadSpace(db, product.spaceHash), rules);
  if (prepared.kind === 'no_design') return { findings: [wire(prepared.finding)], isSearched: true, impact: null };
  const { published, spaceHash, compiled } = prepared;
  const impact = await impactOn(db, id, { hash: spaceHash, space: published.space, stored: compiled });
  return { ...(await findingsOf(published.space)), impact };
}

/**
 * Publishes rules as the newest version of a product; designs that are being drawn stay in theirs.
 * @throws DomainError `product_not_found`, `space_invalid`, `rules_unreadable`
 */
export async function publishRules(
  db: Database,
  id: ProductId,
  personId: PersonId,
  rules: RulesBody,
): Promise<NewVersion> {
  const product = await managedProduct(db, id, personId);
  const prepared = await prepareSpace(await loadSpace(db, product.spaceHash), rules);
  const { spaceHash, version } = await db.transaction(async (tx) => {
    await lockProductById(tx, id);
    await managedProduct(tx, id, personId); // as it is now: checking may have taken a while
    return storeVersion(tx, id, prepared);
  });
  return { spaceHash, version, ...(await findingsOf(prepared.published.space)) };
}

/** For managers of the brand; for everybody else there is none. */
async function managedProduct(tx: DatabaseOrTransaction, id: ProductId, personId: PersonId): Promise<Product> {
  const product = await findProduct(tx, id);
  if (!product || !(await isManager(tx, product.brandId, personId)))
    throw new DomainError('product_not_found', 'There is no such product.');
  return product;
}

async function findingsOf(space: Space): Promise<Pick<RulesCheck, 'findings' | 'isSearched'>> {
  try {
    return { findings: (await rulesThread.run('lint', { space })).map(wire), isSearched: true };
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    return { findings: [], isSearched: false };
  }
}

function wire({ values, rules, ...finding }: Finding): RulesCheck['findings'][number] {
  return { ...finding, rules: [...rules], ...(values ? { values: [...values] } : {}) };
}

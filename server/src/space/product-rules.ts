import { canonicalJson } from 'shared/canonical-json.ts';
import { DomainError } from 'shared/errors.ts';
import type { PersonId, ProductId, SpaceHash } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import type { NewVersion, RulesBody, RulesCheck, RulesOfProduct } from 'shared/space/api.ts';
import { normaliseSpace } from 'shared/space/language/normalise-space.ts';
import { parseSpaceText, type SpaceText } from 'shared/space/language/parse-space.ts';
import { printSpaceText } from 'shared/space/language/print-space.ts';
import type { Finding } from 'shared/space/lint.ts';
import type { Space } from 'shared/space/schema.ts';
import { isManager } from '../accounts/rights.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { impactOn } from './impact.ts';
import { logicalPart } from './logical-part.ts';
import { Kept } from './kept.ts';
import { findProduct, findText, lockProductById, type Product, updateText } from './queries.ts';
import { loadSpace, prepareSpace, storeVersion, tryToPrepare } from './service.ts';
import { rulesThread, TooHard } from './thread/rules-thread.ts';

const MOST_KEPT_CHARACTERS = 8 * 1024 * 1024;
/** To print or to read rules takes a while, and somebody may ask for them again and again. */
const texts = new Kept<string>(MOST_KEPT_CHARACTERS, (text) => text.length);

/** The rules of the newest version. @throws DomainError `product_not_found` */
export async function rulesOfProduct(db: Database, id: ProductId, personId: PersonId): Promise<RulesOfProduct> {
  const { spaceHash, version } = await managedProduct(db, id, personId);
  const { space } = await loadSpace(db, spaceHash);
  const json = logicalPart(space);
  return { spaceHash, version, text: await textOf(spaceHash, json, await findText(db, spaceHash)), json };
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
  const prepared = await tryToPrepare(await loadSpace(db, product.spaceHash), rules, personId);
  if (prepared.kind === 'no_design') return { findings: [wire(prepared.finding)], isSearched: true, impact: null };
  const { published, spaceHash, compiled } = prepared;
  const next = { hash: spaceHash, space: published.space, stored: compiled };
  const { isWhole, ...impact } = await impactOn(db, id, next, personId);
  const { findings, isSearched } = await findingsOf(published.space, personId);
  return { findings, isSearched: isSearched && isWhole, impact };
}

/**
 * Publishes rules as the newest version of a product; designs that are being drawn stay in theirs.
 * @throws DomainError `product_not_found`, `space_invalid`, `rules_unreadable`; `rules_overtaken` where somebody has
 *   published another version since
 */
export async function publishRules(
  db: Database,
  id: ProductId,
  personId: PersonId,
  rules: RulesBody,
): Promise<NewVersion> {
  const product = await managedProduct(db, id, personId);
  const { base = product.spaceHash } = rules;
  const prepared = await prepareSpace(await loadSpace(db, product.spaceHash), rules, personId);
  const { spaceHash, version } = await db.transaction(async (tx) => {
    await lockProductById(tx, id);
    const now = await managedProduct(tx, id, personId); // checking may have taken a while
    // The drawing is that of `product`, and the rules were written on top of `base`: whatever else is newest would be lost.
    const isSafe = now.spaceHash === base && now.spaceHash === product.spaceHash;
    if (!isSafe && now.spaceHash !== prepared.spaceHash) throw overtaken(now.version);
    const publication = await storeVersion(tx, id, prepared);
    if ('text' in rules && isStorableText(rules.text)) await updateText(tx, prepared.spaceHash, rules.text);
    return publication;
  });
  return { spaceHash, version, ...(await findingsOf(prepared.published.space, personId)) };
}

/** Somebody has published another version since: publishing would take theirs away unseen. */
function overtaken(version: number): DomainError {
  const message = `Somebody has published version ${version} since: load it, and publish on top of it.`;
  return new DomainError('rules_overtaken', message, { version });
}

/** The brand's own words where they say what is published, as they do unless the language has changed; else ours. */
function textOf(hash: SpaceHash, json: SpaceText, own: string | null): Promise<string> {
  const key = own === null ? hash : `${hash} ${sha256Hex(own)}`;
  return texts.get(key, async () => (own !== null && says(own, json) ? own : Promise.resolve(printSpaceText(json))));
}

function says(text: string, json: SpaceText): boolean {
  try {
    return canonicalJson(normaliseSpace(parseSpaceText(text).space)) === canonicalJson(normaliseSpace(json));
  } catch {
    return false;
  }
}

/** Comments are not checked as the rules are, and may hold what PostgreSQL does not take. */
function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** For managers of the brand; for everybody else there is none. */
async function managedProduct(tx: DatabaseOrTransaction, id: ProductId, personId: PersonId): Promise<Product> {
  const product = await findProduct(tx, id);
  if (!product || !(await isManager(tx, product.brandId, personId)))
    throw new DomainError('product_not_found', 'There is no such product.');
  return product;
}

async function findingsOf(space: Space, by: PersonId): Promise<Pick<RulesCheck, 'findings' | 'isSearched'>> {
  try {
    return { findings: (await rulesThread.run('lint', { space }, by)).map(wire), isSearched: true };
  } catch (error) {
    // They only come along with the answer: what is published by now is not refused because of them.
    const isTooMuch = error instanceof DomainError && error.code === 'too_many_requests';
    if (!(error instanceof TooHard) && !isTooMuch) throw error;
    return { findings: [], isSearched: false };
  }
}

function wire({ values, rules, ...finding }: Finding): RulesCheck['findings'][number] {
  return { ...finding, rules: [...rules], ...(values ? { values: [...values] } : {}) };
}

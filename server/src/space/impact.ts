import type { DesignId, EntryId, PersonId, ProductId, SpaceHash } from 'shared/ids.ts';
import type { BrokenDesign, RulesImpact } from 'shared/space/api.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import type { Database } from '../db/database.ts';
import { entriesPage, openDesignsPage } from './impact-queries.ts';
import { findCompiled } from './queries.ts';
import { loadSpace } from './service.ts';
import type { BrokenBy, DesignToCheck, SpaceWithRules } from './thread/messages.ts';
import { rulesThread, TooHard } from './thread/rules-thread.ts';

/** Small enough that other tasks get their turn in between. */
const PAGE = 250;

interface Titled extends DesignToCheck {
  readonly title: string;
}

/**
 * What rules would do to everything that is drawn or entered in the product's campaigns, a page at a time.
 * @param by who asks; null: the server itself
 * @returns `isWhole`: false where it took too long, and only the first ones were looked at
 */
export async function impactOn(
  db: Database,
  productId: ProductId,
  next: SpaceWithRules,
  by: PersonId | null = null,
): Promise<RulesImpact & { readonly isWhole: boolean }> {
  const broken: BrokenDesign[] = [];
  const versions = new Map<SpaceHash, SpaceWithRules>();
  let looked = 0;
  const look = async (
    kind: BrokenDesign['kind'],
    page: readonly Titled[],
    spaces: readonly SpaceWithRules[] = [],
  ): Promise<void> => {
    const designs = page.map(({ id, design }) => ({ id, design }));
    const found = await rulesThread.run('impact', { next, spaces, designs }, by);
    const titleOf = new Map(page.map(({ id, title }) => [id, title]));
    broken.push(...found.map((one) => brokenDesign(one, kind, titleOf.get(one.id) ?? '')));
    looked += page.length;
  };
  let isWhole = true;
  try {
    for (let after: DesignId | null = null; ;) {
      const page = await openDesignsPage(db, productId, after, PAGE);
      const hashes = new Set(page.map(({ spaceHash }) => spaceHash));
      for (const hash of hashes) if (!versions.has(hash)) versions.set(hash, await versionOf(db, hash));
      const spaces = [...versions.values()].filter(({ hash }) => hashes.has(hash));
      const designs = page.map(({ id, title, spaceHash, updates }) => ({ id, title, design: { spaceHash, updates } }));
      if (page.length > 0) await look('design', designs, spaces);
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) break;
    }
    for (let after: EntryId | null = null; ;) {
      const page = await entriesPage(db, productId, after, PAGE);
      const entries = page.map(({ id, title, content }) => ({ id, title, design: { content } }));
      if (page.length > 0) await look('entry', entries);
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) break;
    }
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    isWhole = false;
  }
  return { designs: looked, broken, isWhole };
}

async function versionOf(db: Database, hash: SpaceHash): Promise<SpaceWithRules> {
  const { space } = await loadSpace(db, hash);
  return { hash, space, stored: await findCompiled(db, hash) };
}

function brokenDesign({ id, rules, adjustments }: BrokenBy, kind: BrokenDesign['kind'], title: string): BrokenDesign {
  return { id, title, kind, rules: [...rules], changes: adjustments.map(changeOf) };
}

function changeOf({ violation: { code, rule, because }, path, from, to }: Adjustment): BrokenDesign['changes'][number] {
  return { code, path, from, to, ...(rule === undefined ? {} : { rule }), ...(because ? { because } : {}) };
}

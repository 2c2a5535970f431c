import type { CampaignId, DesignId, EntryId, PersonId, ProductId, SpaceHash } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import type { BrokenDesign, RulesImpact } from 'shared/space/api.ts';
import { contextOf, spaceIn } from 'shared/space/validity.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import type { Database } from '../db/database.ts';
import { campaignsOfProduct, entriesPage, openDesignsPage } from './impact-queries.ts';
import { findCompiled } from './queries.ts';
import { loadSpace } from './service.ts';
import type { BrokenBy, DesignToCheck, SpaceWithRules } from './thread/messages.ts';
import { rulesThread, TooHard } from './thread/rules-thread.ts';

/** Small enough that other tasks get their turn in between. */
const PAGE = 250;

interface Titled extends DesignToCheck {
  readonly title: string;
}

/** Campaigns in which the same of the new rules would hold. */
interface Group {
  readonly next: SpaceWithRules;
  readonly campaignIds: readonly CampaignId[];
}

/**
 * What rules would do to everything that is drawn or entered in the product's campaigns, a page at a time. In each campaign
 * those rules count that a new campaign would have in its market and on its first day.
 * @param by who asks; null: the server itself
 * @returns `isWhole`: false where it took too long, and only the first ones were looked at
 */
export async function impactOn(
  db: Database,
  productId: ProductId,
  next: SpaceWithRules,
  by: PersonId | null = null,
): Promise<RulesImpact & { readonly isWhole: boolean }> {
  const look = new Looking(db, by);
  try {
    const groups = await groupsOf(db, productId, next);
    for (const group of groups) await look.atDesigns(group);
    for (const group of groups) await look.atEntries(group);
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    return { designs: look.designs, broken: look.broken, isWhole: false };
  }
  return { designs: look.designs, broken: look.broken, isWhole: true };
}

async function groupsOf(db: Database, productId: ProductId, next: SpaceWithRules): Promise<Group[]> {
  const campaigns = await campaignsOfProduct(db, productId);
  const spaces = campaigns.map((campaign) => ({ id: campaign.id, space: spaceIn(next.space, contextOf(campaign)) }));
  const idsOf = ({ rules }: SpaceWithRules['space']): string => JSON.stringify(rules.map(({ id }) => id));
  return [...Map.groupBy(spaces, ({ space }) => idsOf(space)).values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ next: withRulesOf(next, first.space), campaignIds: same.map(({ id }) => id) }] : [];
  });
}

/** The thread keeps engines by hash; what has fewer rules needs one of its own. */
function withRulesOf(next: SpaceWithRules, space: SpaceWithRules['space']): SpaceWithRules {
  if (space === next.space) return next;
  const hash = sha256Hex(JSON.stringify([next.hash, space.rules.map(({ id }) => id)])) as SpaceHash;
  return { hash, space, stored: null };
}

/** Looks at one page after the other, and collects what it finds. */
class Looking {
  readonly broken: BrokenDesign[] = [];
  /** How many have been looked at. */
  designs = 0;
  readonly #db: Database;
  readonly #by: PersonId | null;
  readonly #versions = new Map<SpaceHash, SpaceWithRules>();

  constructor(db: Database, by: PersonId | null) {
    this.#db = db;
    this.#by = by;
  }

  async atDesigns({ next, campaignIds }: Group): Promise<void> {
    for (let after: DesignId | null = null; ;) {
      const page = await openDesignsPage(this.#db, campaignIds, after, PAGE);
      const spaces: SpaceWithRules[] = [];
      for (const hash of new Set(page.map(({ spaceHash }) => spaceHash))) spaces.push(await this.#versionOf(hash));
      const designs = page.map(({ id, title, spaceHash, updates }) => ({ id, title, design: { spaceHash, updates } }));
      await this.#look('design', next, designs, spaces);
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return;
    }
  }

  async atEntries({ next, campaignIds }: Group): Promise<void> {
    for (let after: EntryId | null = null; ;) {
      const page = await entriesPage(this.#db, campaignIds, after, PAGE);
      const entries = page.map(({ id, title, content }) => ({ id, title, design: { content } }));
      await this.#look('entry', next, entries);
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return;
    }
  }

  async #look(
    kind: BrokenDesign['kind'],
    next: SpaceWithRules,
    page: readonly Titled[],
    spaces: readonly SpaceWithRules[] = [],
  ): Promise<void> {
    if (page.length === 0) return;
    const designs = page.map(({ id, design }) => ({ id, design }));
    const found = await rulesThread.run('impact', { next, spaces, designs }, this.#by);
    const titleOf = new Map(page.map(({ id, title }) => [id, title]));
    this.broken.push(...found.map((one) => brokenDesign(one, kind, titleOf.get(one.id) ?? '')));
    this.designs += page.length;
  }

  async #versionOf(hash: SpaceHash): Promise<SpaceWithRules> {
    const known = this.#versions.get(hash) ?? (await versionOf(this.#db, hash));
    this.#versions.set(hash, known);
    return known;
  }
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

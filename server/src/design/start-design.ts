import { randomUUID } from 'node:crypto';
import { phaseAt } from 'shared/campaigns/campaign.ts';
import type { NewDesignBody } from 'shared/design/api.ts';
import type { Design } from 'shared/design/design.ts';
import { newDesignBytes } from 'shared/design/design-bytes.ts';
import { DomainError } from 'shared/errors.ts';
import type { DesignId, EntryId, PersonId } from 'shared/ids.ts';
import { visibleElements } from 'shared/space/visible-elements.ts';
import type { Campaign } from '../campaigns/campaign-record.ts';
import { existingCampaign, visibleCampaign } from '../campaigns/rights.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import type { Entry } from '../entries/queries.ts';
import { entryOfDesign, existingEntry } from '../entries/service.ts';
import { beginning, loadSpace } from '../space/service.ts';
import { loadDesign } from './load-design.ts';
import { insertDesign } from './queries.ts';
import { accessTo, notDesigning } from './rights.ts';
import { titleFrom } from './service.ts';

const LONGEST_TITLE = 60;

/**
 * Begins a design in a campaign, from a starter or from the defaults.
 * @throws DomainError `campaign_not_found`, `campaign_not_designing`, `starter_not_found`
 */
export async function startDesign(
  db: Database,
  slug: string,
  personId: PersonId,
  { starter: starterId, title }: NewDesignBody,
): Promise<DesignId> {
  return db.transaction(async (tx) => {
    const campaign = await visibleCampaign(tx, slug, personId);
    const { space } = await loadSpace(tx, campaign.spaceHash);
    const params = beginning(space, starterId);
    const { label } = space.starters.find(({ id }) => id === starterId) ?? space;
    const content = { params, elements: {}, story: '' };
    return store(tx, campaign, personId, {
      title: titleFrom(title ?? label.en.slice(0, LONGEST_TITLE)),
      parentId: null,
      content,
    });
  });
}

/**
 * Begins a design where an entry stands, in the same campaign.
 * @throws DomainError `entry_not_found`, `campaign_not_designing`
 */
export async function remixEntry(db: Database, entryId: EntryId, personId: PersonId): Promise<DesignId> {
  return db.transaction(async (tx) => remixOf(tx, await existingEntry(tx, entryId), personId));
}

/**
 * Begins a design where one of the person's own crews stands; once it is entered it is an entry like any other.
 * @throws DomainError `design_not_found`, `not_allowed`, `campaign_not_designing`
 */
export async function remixDesign(db: Database, id: DesignId, personId: PersonId): Promise<DesignId> {
  return db.transaction(async (tx) => {
    const { design, campaign, inCrew } = await accessTo(tx, id, personId);
    const entry = await entryOfDesign(tx, id);
    if (entry) return remixOf(tx, await existingEntry(tx, entry.id), personId);
    if (!inCrew) throw new DomainError('not_allowed', 'Only the crew of a design may remix it before it is entered.');
    const { space } = await loadSpace(tx, design.spaceHash);
    const { content } = await loadDesign(tx, id, space);
    return store(tx, campaign, personId, { title: remixTitle(design.title), parentId: id, content: forRemix(content) });
  });
}

async function remixOf(tx: DatabaseOrTransaction, entry: Entry, personId: PersonId): Promise<DesignId> {
  const campaign = await existingCampaign(tx, entry.campaignId);
  const { title, designId: parentId, content } = entry;
  return store(tx, campaign, personId, { title: remixTitle(title), parentId, content: forRemix(content) });
}

/** What can be seen of a design, and none of its story: that is the other crew's. */
function forRemix(design: Design): Design {
  return { params: design.params, elements: Object.fromEntries(visibleElements(design)), story: '' };
}

async function store(
  tx: DatabaseOrTransaction,
  campaign: Campaign,
  personId: PersonId,
  {
    title,
    parentId,
    content,
  }: { readonly title: string; readonly parentId: DesignId | null; readonly content: Design },
): Promise<DesignId> {
  const phase = phaseAt(campaign, await databaseNow(tx));
  if (phase !== 'designing') throw notDesigning(phase);
  const { id: campaignId, spaceHash } = campaign;
  const { space } = await loadSpace(tx, spaceHash);
  // A fresh document written from what the other one says: no bytes of strangers, no history, no deleted things.
  const bytes = newDesignBytes(space, { schema: 'design/1', space: spaceHash, parent: parentId, epoch: 1 }, content);
  const id = randomUUID() as DesignId;
  await insertDesign(tx, { id, campaignId, spaceHash, title, parentId }, personId, bytes);
  return id;
}

function remixTitle(title: string): string {
  const room = LONGEST_TITLE - ' remix'.length;
  return titleFrom(`${[...title].slice(0, room).join('')} remix`);
}

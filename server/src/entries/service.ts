import type { EntryDetail, EntrySummary } from 'shared/campaigns/api.ts';
import { phaseAt } from 'shared/campaigns/campaign.ts';
import { choicesOf } from 'shared/campaigns/choices.ts';
import { DomainError } from 'shared/errors.ts';
import type { CampaignId, DesignId, EntryId } from 'shared/ids.ts';
import { existingCampaign, visibleCampaign } from '../campaigns/rights.ts';
import type { Visitor } from '../campaigns/visitor.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { PICTURE_WIDTH_PX, type PictureFormat, pictureOf } from '../space/pictures.ts';
import { loadSpace } from '../space/service.ts';
import {
  type Entry,
  findEntries,
  findEntriesById,
  findEntry,
  findEntryOfDesign,
  findPicture,
  firstEntryIds,
  type Page,
} from './queries.ts';

/** Path of an entry's picture; it never changes, and takes `?w=` in pixels. */
export function entryPicture(id: EntryId): string {
  return `/api/v1/entries/${id}/picture.webp`;
}

/** @throws DomainError `campaign_not_found` */
export async function listEntries(db: Database, slug: string, visitor: Visitor, page: Page): Promise<EntrySummary[]> {
  const campaign = await visibleCampaign(db, slug, visitor.personId);
  const { space } = await loadSpace(db, campaign.spaceHash);
  const found = await findEntries(db, campaign.id, visitor.orderSeed, page);
  return found.map((entry) => summaryOf(entry, space.currency));
}

/** At most `limit` entries per campaign, for its card. */
export async function firstEntries(
  tx: DatabaseOrTransaction,
  campaignIds: readonly CampaignId[],
  orderSeed: string,
  limit: number,
): Promise<ReadonlyMap<CampaignId, readonly EntryId[]>> {
  const rows = await firstEntryIds(tx, campaignIds, orderSeed, limit);
  return new Map(campaignIds.map((id) => [id, rows.filter((row) => row.campaignId === id).map((row) => row.id)]));
}

/** @throws DomainError `entry_not_found` */
export async function entryDetail(db: Database, id: EntryId): Promise<EntryDetail> {
  const entry = await existingEntry(db, id);
  const campaign = await existingCampaign(db, entry.campaignId);
  const { space } = await loadSpace(db, entry.spaceHash);
  return {
    ...summaryOf(entry, space.currency),
    campaignSlug: campaign.slug,
    hash: entry.hash,
    spaceHash: entry.spaceHash,
    choices: choicesOf(space, entry.content).map(({ label, value }) => ({ label, value })),
    story: entry.content.story,
    canRemix: phaseAt(campaign, await databaseNow(db)) === 'designing',
  };
}

/** The picture of an entry; as a PNG in the usual width the one that was stored when it was entered. */
export async function drawEntry(
  db: Database,
  entry: Entry,
  widthPx: number,
  format: PictureFormat,
): Promise<Uint8Array> {
  const stored = widthPx === PICTURE_WIDTH_PX && format === 'png' ? await findPicture(db, entry.id) : null;
  return stored ?? pictureOf(await loadSpace(db, entry.spaceHash), entry.spaceHash, entry.content, widthPx, format);
}

/** Entries are public: designs are entered only in published campaigns. */
export async function existingEntry(tx: DatabaseOrTransaction, id: EntryId): Promise<Entry> {
  const entry = await findEntry(tx, id);
  if (!entry) throw entryNotFound();
  return entry;
}

/** Looks up entries that are known to exist, such as those of a round. */
export async function entriesById(tx: DatabaseOrTransaction, ids: readonly EntryId[]): Promise<(id: EntryId) => Entry> {
  const found = new Map((await findEntriesById(tx, ids)).map((entry) => [entry.id, entry]));
  return (id) => {
    const entry = found.get(id);
    if (!entry) throw new Error('An entry is gone.');
    return entry;
  };
}

/** The entry of a design where it was entered. */
export async function entryOfDesign(
  tx: DatabaseOrTransaction,
  designId: DesignId,
): Promise<{ readonly id: EntryId; readonly title: string } | null> {
  return findEntryOfDesign(tx, designId);
}

function entryNotFound(): DomainError {
  return new DomainError('entry_not_found', 'There is no such entry.');
}

function summaryOf(entry: Entry, currency: string): EntrySummary {
  return {
    id: entry.id,
    number: entry.number,
    title: entry.title,
    crew: [...entry.crew],
    picture: entryPicture(entry.id),
    priceCents: entry.priceCents,
    currency,
    enteredAt: entry.enteredAt.toISOString(),
    remixOf: entry.parent === null ? null : { title: entry.parent.title, entryId: entry.parent.id },
  };
}

import { and, asc, eq, inArray, max, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CrewPerson } from 'shared/campaigns/entry-hash.ts';
import type { Design } from 'shared/design/design.ts';
import type { CampaignId, DesignId, EntryId, PersonId, SpaceHash } from 'shared/ids.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { designs } from '../design/tables.ts';
import { decisions } from '../handover/tables.ts';
import { hashOrderBy } from './order.ts';
import { entries } from './tables.ts';

/** An entry without its bytes and its picture. */
export interface Entry {
  readonly id: EntryId;
  readonly campaignId: CampaignId;
  readonly designId: DesignId;
  readonly number: number;
  readonly title: string;
  readonly spaceHash: SpaceHash;
  readonly content: Design;
  readonly priceCents: number;
  readonly crew: readonly CrewPerson[];
  readonly hash: string;
  readonly enteredAt: Date;
  /** The entry of the design that this one is a remix of; null also where that was never entered: it is private. */
  readonly parent: { readonly id: EntryId; readonly title: string } | null;
}

export interface NewEntry extends Omit<Entry, 'id' | 'number' | 'parent'> {
  readonly bytes: Uint8Array;
  readonly picture: Uint8Array;
  readonly enteredBy: PersonId;
}

const light = {
  id: entries.id,
  campaignId: entries.campaignId,
  designId: entries.designId,
  number: entries.number,
  title: entries.title,
  spaceHash: entries.spaceHash,
  content: entries.content,
  priceCents: entries.priceCents,
  crew: entries.crew,
  hash: entries.hash,
  enteredAt: entries.enteredAt,
};
const parents = alias(entries, 'parents');

function select(tx: DatabaseOrTransaction) {
  return tx
    .select({ ...light, parent: { id: parents.id, title: parents.title } })
    .from(entries)
    .innerJoin(designs, eq(designs.id, entries.designId))
    .leftJoin(parents, eq(parents.designId, designs.parentId))
    .$dynamic();
}

export async function findEntry(tx: DatabaseOrTransaction, id: EntryId): Promise<Entry | null> {
  const [entry] = await select(tx).where(eq(entries.id, id));
  return entry ?? null;
}

export async function findEntriesById(tx: DatabaseOrTransaction, ids: readonly EntryId[]): Promise<Entry[]> {
  return ids.length === 0 ? [] : select(tx).where(inArray(entries.id, [...ids]));
}

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** A page of the campaign's entries in the order of `seed`. */
export async function findEntries(
  tx: DatabaseOrTransaction,
  campaignId: CampaignId,
  seed: string,
  { offset, limit }: Page,
): Promise<Entry[]> {
  return select(tx)
    .where(eq(entries.campaignId, campaignId))
    .orderBy(hashOrderBy(seed), entries.id)
    .offset(offset)
    .limit(limit);
}

/** In the order of entering. */
export async function entryIdsOf(tx: DatabaseOrTransaction, campaignId: CampaignId): Promise<EntryId[]> {
  const rows = await tx
    .select({ id: entries.id })
    .from(entries)
    .where(eq(entries.campaignId, campaignId))
    .orderBy(asc(entries.number));
  return rows.map(({ id }) => id);
}

/** Entries of the campaign whose crew, as it was entered, the person is in. */
export async function entryIdsByMaker(
  tx: DatabaseOrTransaction,
  campaignId: CampaignId,
  personId: PersonId,
): Promise<EntryId[]> {
  const rows = await tx
    .select({ id: entries.id })
    .from(entries)
    .where(
      and(eq(entries.campaignId, campaignId), sql`${entries.crew} @> ${JSON.stringify([{ id: personId }])}::jsonb`),
    );
  return rows.map(({ id }) => id);
}

/** At most `limit` entries of each campaign: the winner first where there is one, the others in the order of `seed`. */
export async function firstEntryIds(
  tx: DatabaseOrTransaction,
  campaignIds: readonly CampaignId[],
  seed: string,
  limit: number,
): Promise<{ readonly id: EntryId; readonly campaignId: CampaignId }[]> {
  const numbered = tx
    .select({
      id: entries.id,
      campaignId: entries.campaignId,
      position: sql<number>`row_number() over (
        partition by ${entries.campaignId} order by ${decisions.winnerId} nulls last, ${hashOrderBy(seed)})`.as(
        'position',
      ),
    })
    .from(entries)
    .leftJoin(decisions, eq(decisions.winnerId, entries.id))
    .where(inArray(entries.campaignId, [...campaignIds]))
    .as('numbered');
  return tx
    .select({ id: numbered.id, campaignId: numbered.campaignId })
    .from(numbered)
    .where(sql`${numbered.position} <= ${limit}`)
    .orderBy(numbered.campaignId, numbered.position);
}

export async function findEntryOfDesign(
  tx: DatabaseOrTransaction,
  designId: DesignId,
): Promise<{ readonly id: EntryId; readonly title: string } | null> {
  const [row] = await tx
    .select({ id: entries.id, title: entries.title })
    .from(entries)
    .where(eq(entries.designId, designId));
  return row ?? null;
}

/** The picture that was stored when the design was entered. */
export async function findPicture(tx: DatabaseOrTransaction, id: EntryId): Promise<Uint8Array | null> {
  const [row] = await tx.select({ picture: entries.picture }).from(entries).where(eq(entries.id, id));
  return row?.picture ?? null;
}

/** Stores the entry under the campaign's next number. The campaign's row is locked, or two would take the same one. */
export async function insertEntry(tx: DatabaseOrTransaction, entry: NewEntry): Promise<EntryId> {
  const [last] = await tx
    .select({ number: max(entries.number) })
    .from(entries)
    .where(eq(entries.campaignId, entry.campaignId));
  const [row] = await tx
    .insert(entries)
    .values({ ...entry, number: (last?.number ?? 0) + 1 })
    .returning({ id: entries.id });
  if (!row) throw new Error('The entry was not stored.');
  return row.id;
}

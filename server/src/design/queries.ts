import { and, asc, count, desc, eq, sql } from 'drizzle-orm';
import type { CrewPerson } from 'shared/campaigns/entry-hash.ts';
import { writerOf } from 'shared/design/structure.ts';
import type { CampaignId, DesignId, PersonId, SpaceHash } from 'shared/ids.ts';
import { persons } from '../accounts/tables.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { entries } from '../entries/tables.ts';
import { crew, designClients, designs, designUpdates, invites } from './tables.ts';

export interface DesignRecord {
  readonly id: DesignId;
  readonly campaignId: CampaignId;
  readonly spaceHash: SpaceHash;
  readonly title: string;
  readonly parentId: DesignId | null;
  readonly epoch: number;
  /** Sequence of the last update in the log. */
  readonly head: number;
  /** The highest that a server has opened it with. */
  readonly fence: number;
  readonly frozenAt: Date | null;
}

export async function findDesign(tx: DatabaseOrTransaction, id: DesignId): Promise<DesignRecord | null> {
  const [design] = await tx.select().from(designs).where(eq(designs.id, id));
  return design ?? null;
}

/** Locks the design until the transaction ends: nothing is appended, nobody joins, nobody else enters it meanwhile. */
export async function lockDesign(tx: DatabaseOrTransaction, id: DesignId): Promise<DesignRecord | null> {
  const [design] = await tx.select().from(designs).where(eq(designs.id, id)).for('no key update');
  return design ?? null;
}

/** Stores a design with its first update, which is the server's, and the person as its crew. */
export async function insertDesign(
  tx: DatabaseOrTransaction,
  design: Pick<DesignRecord, 'id' | 'campaignId' | 'spaceHash' | 'title' | 'parentId'>,
  createdBy: PersonId,
  bytes: Uint8Array,
): Promise<void> {
  await tx.insert(designs).values({ ...design, createdBy, head: 1 });
  await tx.insert(designUpdates).values({ designId: design.id, seq: 1, personId: null, bytes });
  const clientId = writerOf(bytes);
  if (clientId !== null) await tx.insert(designClients).values({ designId: design.id, clientId, personId: null });
  await tx.insert(crew).values({ designId: design.id, personId: createdBy });
}

export async function updateTitle(tx: DatabaseOrTransaction, id: DesignId, title: string): Promise<void> {
  await tx.update(designs).set({ title }).where(eq(designs.id, id));
}

export async function updateFrozenAt(tx: DatabaseOrTransaction, id: DesignId, frozenAt: Date): Promise<void> {
  await tx.update(designs).set({ frozenAt }).where(eq(designs.id, id));
}

/** In the order of joining: who made the design comes first. */
export async function crewOf(tx: DatabaseOrTransaction, designId: DesignId): Promise<CrewPerson[]> {
  return tx
    .select({ id: persons.id, name: persons.name, colour: persons.colour })
    .from(crew)
    .innerJoin(persons, eq(persons.id, crew.personId))
    .where(eq(crew.designId, designId))
    .orderBy(asc(crew.joinedAt), asc(persons.id));
}

export async function isInCrew(tx: DatabaseOrTransaction, designId: DesignId, personId: PersonId): Promise<boolean> {
  const [row] = await tx
    .select({ personId: crew.personId })
    .from(crew)
    .where(and(eq(crew.designId, designId), eq(crew.personId, personId)));
  return row !== undefined;
}

export async function crewSize(tx: DatabaseOrTransaction, designId: DesignId): Promise<number> {
  const [row] = await tx.select({ size: count() }).from(crew).where(eq(crew.designId, designId));
  return row?.size ?? 0;
}

/** `joinedAt` by the statement's time, not the transaction's: who waited for the lock joined later. */
export async function insertCrew(tx: DatabaseOrTransaction, designId: DesignId, personId: PersonId): Promise<void> {
  await tx.insert(crew).values({ designId, personId, joinedAt: sql`clock_timestamp()` });
}

/** The person's designs in the campaign, newest first. */
export async function findDesignsOf(
  tx: DatabaseOrTransaction,
  campaignId: CampaignId,
  personId: PersonId,
): Promise<{ readonly id: DesignId; readonly title: string; readonly entered: boolean }[]> {
  return tx
    .select({ id: designs.id, title: designs.title, entered: sql<boolean>`${entries.id} is not null` })
    .from(designs)
    .innerJoin(crew, and(eq(crew.designId, designs.id), eq(crew.personId, personId)))
    .leftJoin(entries, eq(entries.designId, designs.id))
    .where(eq(designs.campaignId, campaignId))
    .orderBy(desc(designs.createdAt), asc(designs.id));
}

export interface InviteRecord {
  readonly designId: DesignId;
  readonly inviterName: string;
  readonly expiresAt: Date;
}

export async function insertInvite(
  tx: DatabaseOrTransaction,
  invite: {
    readonly tokenHash: string;
    readonly designId: DesignId;
    readonly createdBy: PersonId;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await tx.insert(invites).values(invite);
}

export async function findInvite(tx: DatabaseOrTransaction, tokenHash: string): Promise<InviteRecord | null> {
  const [invite] = await tx
    .select({ designId: invites.designId, inviterName: persons.name, expiresAt: invites.expiresAt })
    .from(invites)
    .innerJoin(persons, eq(persons.id, invites.createdBy))
    .where(eq(invites.tokenHash, tokenHash));
  return invite ?? null;
}

import { asc, eq, isNull, and, sql } from 'drizzle-orm';
import type { Finalist } from 'shared/handover/decision.ts';
import type { CampaignId, EntryId, PersonId } from 'shared/ids.ts';
import { persons } from '../accounts/tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { decisionReasons, decisions, handovers } from './tables.ts';

export interface Decision {
  readonly campaignId: CampaignId;
  readonly winnerId: EntryId;
  /** Name of the manager who decided. */
  readonly decidedBy: string;
  readonly decidedAt: Date;
  /** Best place first. */
  readonly finalists: readonly (Finalist & { readonly entryId: EntryId })[];
}

export async function findDecision(tx: DatabaseOrTransaction, campaignId: CampaignId): Promise<Decision | null> {
  const [decision] = await tx
    .select({
      campaignId: decisions.campaignId,
      winnerId: decisions.winnerId,
      decidedBy: persons.name,
      decidedAt: decisions.decidedAt,
    })
    .from(decisions)
    .innerJoin(persons, eq(persons.id, decisions.decidedBy))
    .where(eq(decisions.campaignId, campaignId));
  if (!decision) return null;
  const { entryId, place, winner, reason } = decisionReasons;
  const finalists = await tx
    .select({ entryId, place, winner, reason })
    .from(decisionReasons)
    .where(eq(decisionReasons.campaignId, campaignId))
    .orderBy(asc(decisionReasons.place));
  return { ...decision, finalists };
}

/** Stores the decision with its reasons, and its moment with the campaign. */
export async function insertDecision(
  tx: DatabaseOrTransaction,
  campaignId: CampaignId,
  decidedBy: PersonId,
  decidedAt: Date,
  finalists: readonly Finalist[],
): Promise<void> {
  const rows = finalists.map((finalist) => ({ ...finalist, entryId: finalist.entryId as EntryId, campaignId }));
  const winner = rows.find((row) => row.winner);
  if (!winner) throw new Error('A decision has a winner.');
  await tx.insert(decisions).values({ campaignId, winnerId: winner.entryId, decidedBy, decidedAt });
  await tx.insert(decisionReasons).values(rows);
  await tx.update(campaigns).set({ decidedAt }).where(eq(campaigns.id, campaignId));
}

export interface HandoverInfo {
  readonly sha256: string;
  readonly bytes: number;
  readonly createdAt: Date;
}

export async function findHandover(tx: DatabaseOrTransaction, campaignId: CampaignId): Promise<HandoverInfo | null> {
  const [info] = await tx
    .select({
      sha256: handovers.sha256,
      bytes: sql<number>`octet_length(${handovers.archive})`.mapWith(Number),
      createdAt: handovers.createdAt,
    })
    .from(handovers)
    .where(eq(handovers.campaignId, campaignId));
  return info ?? null;
}

export async function findArchive(
  tx: DatabaseOrTransaction,
  campaignId: CampaignId,
): Promise<{ readonly archive: Uint8Array; readonly sha256: string } | null> {
  const [row] = await tx
    .select({ archive: handovers.archive, sha256: handovers.sha256 })
    .from(handovers)
    .where(eq(handovers.campaignId, campaignId));
  return row ?? null;
}

/** Keeps the first package for ever: of two that were made at once, the second is dropped. */
export async function insertHandover(
  tx: DatabaseOrTransaction,
  handover: typeof handovers.$inferInsert,
): Promise<void> {
  await tx.insert(handovers).values(handover).onConflictDoNothing();
}

/** The first time that the package was fetched. */
export async function markHandedOver(tx: DatabaseOrTransaction, campaignId: CampaignId, at: Date): Promise<void> {
  await tx
    .update(campaigns)
    .set({ handedOverAt: at })
    .where(and(eq(campaigns.id, campaignId), isNull(campaigns.handedOverAt)));
}

import { randomBytes } from 'node:crypto';
import type { Invite, InviteDetail } from 'shared/design/api.ts';
import { DomainError } from 'shared/errors.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { existingCampaign } from '../campaigns/rights.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import {
  crewSize,
  type DesignRecord,
  findDesign,
  findInvite,
  insertCrew,
  insertInvite,
  isInCrew,
  type InviteRecord,
  lockDesign,
} from './queries.ts';
import { accessTo, assertEditable, designNotFound } from './rights.ts';
import { asEditor } from './service.ts';

const CREW_LIMIT = 8;
const DAYS_VALID = 7;
const MS_PER_DAY = 86_400_000;

/**
 * A link that lets who has it into the crew. It is told once; the database keeps only its hash.
 * @throws DomainError `design_not_found` and all of `assertEditable`
 */
export async function invite(db: Database, designId: DesignId, createdBy: PersonId): Promise<Invite> {
  return asEditor(db, designId, createdBy, async (tx) => {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date((await databaseNow(tx)).getTime() + DAYS_VALID * MS_PER_DAY);
    await insertInvite(tx, { tokenHash: sha256Hex(token), designId, createdBy, expiresAt });
    return { path: `/join/${token}`, expiresAt: expiresAt.toISOString() };
  });
}

/** What somebody sees who follows the link. @throws DomainError `invite_not_found`, `invite_expired` */
export async function inviteDetail(db: Database, token: string): Promise<InviteDetail> {
  const { design, inviterName } = await invitedTo(db, token);
  const campaign = await existingCampaign(db, design.campaignId);
  return {
    designId: design.id,
    title: design.title,
    inviterName,
    campaignTitle: campaign.title,
    picture: `/api/v1/invites/${token}/picture.webp`,
  };
}

/** The design that the token is an invitation to. @throws DomainError `invite_not_found`, `invite_expired` */
export async function invitedTo(
  tx: DatabaseOrTransaction,
  token: string,
): Promise<InviteRecord & { readonly design: DesignRecord }> {
  const found = await findInvite(tx, sha256Hex(token));
  if (!found) throw new DomainError('invite_not_found', 'There is no such invitation.');
  if (found.expiresAt <= (await databaseNow(tx))) {
    throw new DomainError('invite_expired', 'This invitation has run out.', { expiresAt: found.expiresAt });
  }
  const design = await findDesign(tx, found.designId);
  if (!design) throw designNotFound();
  return { ...found, design };
}

/**
 * Makes the person a member of the crew; who is one already stays one.
 * @throws DomainError `invite_not_found`, `invite_expired`, `design_frozen`, `campaign_not_designing`, `crew_full`
 */
export async function acceptInvite(db: Database, token: string, personId: PersonId): Promise<DesignId> {
  return db.transaction(async (tx) => {
    const { designId } = await invitedTo(tx, token);
    await lockDesign(tx, designId); // two who accept at once are counted one after the other
    if (await isInCrew(tx, designId, personId)) return designId;
    if ((await crewSize(tx, designId)) >= CREW_LIMIT) {
      throw new DomainError('crew_full', 'A crew has at most eight people.', { limit: CREW_LIMIT });
    }
    await insertCrew(tx, designId, personId);
    assertEditable(await accessTo(tx, designId, personId)); // as a member; rolled back where there is nothing to edit
    return designId;
  });
}

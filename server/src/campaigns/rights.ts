import { DomainError } from 'shared/errors.ts';
import type { CampaignId, PersonId } from 'shared/ids.ts';
import { isManager, requireManager } from '../accounts/rights.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import type { Campaign } from './campaign-record.ts';
import { findCampaign, findCampaignById, lockCampaign } from './queries.ts';

export function campaignNotFound(): DomainError {
  return new DomainError('campaign_not_found', 'There is no such campaign.');
}

export async function canManage(
  tx: DatabaseOrTransaction,
  campaign: Campaign,
  personId: PersonId | null,
): Promise<boolean> {
  return personId !== null && (await isManager(tx, campaign.brand.id, personId));
}

/**
 * The campaign as far as the person may know of it: membership before existence, or a stranger learns which drafts there
 * are.
 * @throws DomainError `campaign_not_found`
 */
export async function visibleCampaign(
  tx: DatabaseOrTransaction,
  slug: string,
  personId: PersonId | null,
): Promise<Campaign> {
  const campaign = await findCampaign(tx, slug);
  const visible = campaign && (campaign.publishedAt !== null || (await canManage(tx, campaign, personId)));
  if (!visible) throw campaignNotFound();
  return campaign;
}

/** @throws DomainError `campaign_not_found`, or `not_allowed` where everybody may see that it exists */
export async function managedCampaign(tx: DatabaseOrTransaction, slug: string, personId: PersonId): Promise<Campaign> {
  const campaign = await visibleCampaign(tx, slug, personId);
  await requireManager(tx, campaign.brand.id, personId);
  return campaign;
}

/** The campaign, locked and read again: what was checked before the lock may have changed while waiting for it. */
export async function lockedCampaign(tx: DatabaseOrTransaction, id: CampaignId): Promise<Campaign> {
  const campaign = await lockCampaign(tx, id);
  if (!campaign) throw campaignNotFound();
  return campaign;
}

/** The campaign of something that exists, whoever asks. */
export async function existingCampaign(tx: DatabaseOrTransaction, id: CampaignId): Promise<Campaign> {
  const campaign = await findCampaignById(tx, id);
  if (!campaign) throw campaignNotFound();
  return campaign;
}

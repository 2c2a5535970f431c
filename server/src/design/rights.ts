import { type Phase, phaseAt } from 'shared/campaigns/campaign.ts';
import { DomainError } from 'shared/errors.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import type { Campaign } from '../campaigns/campaign-record.ts';
import { canManage, existingCampaign } from '../campaigns/rights.ts';
import { databaseNow } from '../db/clock.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { type DesignRecord, findDesign, isInCrew } from './queries.ts';

/** A design and what a person may do with it. */
export interface DesignAccess {
  readonly design: DesignRecord;
  readonly campaign: Campaign;
  readonly phase: Phase;
  readonly inCrew: boolean;
  /** Null: the person may edit it. */
  readonly readOnlyBecause: 'entered' | 'phase' | 'not_in_crew' | null;
}

/**
 * The design, for its crew and for the managers of the brand; for everybody else there is none, or strangers would learn
 * what is being designed.
 * @throws DomainError `design_not_found`
 */
export async function accessTo(tx: DatabaseOrTransaction, id: DesignId, personId: PersonId): Promise<DesignAccess> {
  const design = await findDesign(tx, id);
  if (!design) throw designNotFound();
  const campaign = await existingCampaign(tx, design.campaignId);
  const inCrew = await isInCrew(tx, id, personId);
  if (!inCrew && !(await canManage(tx, campaign, personId))) throw designNotFound();
  const phase = phaseAt(campaign, await databaseNow(tx));
  return { design, campaign, phase, inCrew, readOnlyBecause: reasonOf(design, phase, inCrew) };
}

/** @throws DomainError `not_allowed` outside of the crew, `design_frozen` once entered, `campaign_not_designing` */
export function assertEditable({ readOnlyBecause, phase }: DesignAccess): void {
  switch (readOnlyBecause) {
    case 'not_in_crew':
      throw new DomainError('not_allowed', 'Only the crew of a design may change it.');
    case 'entered':
      throw new DomainError('design_frozen', 'This design is entered and does not change any more.');
    case 'phase':
      throw notDesigning(phase);
    case null:
      return;
  }
}

export function designNotFound(): DomainError {
  return new DomainError('design_not_found', 'There is no such design.');
}

export function notDesigning(phase: Phase): DomainError {
  return new DomainError('campaign_not_designing', 'The campaign takes designs only while it is designing.', { phase });
}

function reasonOf(design: DesignRecord, phase: Phase, inCrew: boolean): DesignAccess['readOnlyBecause'] {
  if (!inCrew) return 'not_in_crew';
  if (design.frozenAt !== null) return 'entered';
  return phase === 'designing' ? null : 'phase';
}

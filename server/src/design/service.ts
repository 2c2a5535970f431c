import type { DesignDetail } from 'shared/design/api.ts';
import { DomainError } from 'shared/errors.ts';
import type { CampaignId, DesignId, PersonId } from 'shared/ids.ts';
import { plainText } from 'shared/plain-text.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { entryOfDesign } from '../entries/service.ts';
import { type PictureFormat, pictureOf } from '../space/pictures.ts';
import { loadSpace } from '../space/service.ts';
import { loadDesign } from './load-design.ts';
import { crewOf, type DesignRecord, findDesign, findDesignsOf, isInCrew, lockDesign, updateTitle } from './queries.ts';
import { accessTo, assertEditable, type DesignAccess, designNotFound } from './rights.ts';

/** Path of a design's picture, for those who may see it. */
function designPicture(id: DesignId): string {
  return `/api/v1/designs/${id}/picture.webp`;
}

/** @throws DomainError `design_not_found` */
export async function designDetail(db: Database, id: DesignId, personId: PersonId): Promise<DesignDetail> {
  const { design, campaign, readOnlyBecause } = await accessTo(db, id, personId);
  const entry = await entryOfDesign(db, id);
  return {
    id,
    title: design.title,
    campaign: {
      slug: campaign.slug,
      title: campaign.title,
      brandName: campaign.brand.name,
      accent: campaign.brand.accent,
      entriesCloseAt: campaign.entriesCloseAt.toISOString(),
    },
    spaceHash: design.spaceHash,
    crew: await crewOf(db, id),
    access: readOnlyBecause === null ? 'edit' : 'view',
    readOnlyBecause,
    parent: await parentOf(db, design, personId),
    entryId: entry?.id ?? null,
    epoch: design.epoch,
  };
}

/** @throws DomainError `design_not_found`, `invalid_request`, and all of `assertEditable` */
export async function renameDesign(db: Database, id: DesignId, personId: PersonId, title: string): Promise<void> {
  await asEditor(db, id, personId, (tx) => updateTitle(tx, id, titleFrom(title)));
}

/** Runs `command` on the locked design, in one transaction, if the person may edit it. */
export async function asEditor<Result>(
  db: Database,
  id: DesignId,
  personId: PersonId,
  command: (tx: DatabaseOrTransaction, access: DesignAccess) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    await lockDesign(tx, id);
    const access = await accessTo(tx, id, personId);
    assertEditable(access);
    return command(tx, access);
  });
}

/** The person's designs in a campaign. */
export async function designsOf(tx: DatabaseOrTransaction, campaignId: CampaignId, personId: PersonId) {
  const found = await findDesignsOf(tx, campaignId, personId);
  return found.map(({ id, title, entered }) => ({ id, title, picture: designPicture(id), entered }));
}

/** The picture of a design as it is now, whoever asks: rights are checked before. */
export async function drawDesign(
  db: Database,
  design: DesignRecord,
  widthPx: number,
  format: PictureFormat,
): Promise<Uint8Array> {
  const published = await loadSpace(db, design.spaceHash);
  const { content } = await loadDesign(db, design.id, published.space);
  return pictureOf(published, design.spaceHash, content, widthPx, format);
}

/** One line without control characters, which neither the database nor a page could show. */
export function titleFrom(text: string): string {
  const title = plainText(text)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  if (title === '') throw new DomainError('invalid_request', 'A title has at least one character.');
  return title;
}

/** What a design is a remix of, as far as the person may know: an entry is public, another's design is not. */
async function parentOf(
  tx: DatabaseOrTransaction,
  { parentId }: DesignRecord,
  personId: PersonId,
): Promise<DesignDetail['parent']> {
  if (parentId === null) return null;
  const entry = await entryOfDesign(tx, parentId);
  if (entry) return { title: entry.title, entryId: entry.id };
  if (!(await isInCrew(tx, parentId, personId))) return null;
  const parent = await findDesign(tx, parentId);
  if (!parent) throw designNotFound();
  return { title: parent.title, entryId: null };
}

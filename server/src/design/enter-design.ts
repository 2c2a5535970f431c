import { entryHash } from 'shared/campaigns/entry-hash.ts';
import type { Design } from 'shared/design/design.ts';
import { DomainError } from 'shared/errors.ts';
import type { DesignId, EntryId, PersonId, SpaceHash } from 'shared/ids.ts';
import { priceOf } from 'shared/space/price.ts';
import { violations } from 'shared/space/violations.ts';
import { visibleElements } from 'shared/space/visible-elements.ts';
import { lockedCampaign } from '../campaigns/rights.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { insertEntry } from '../entries/queries.ts';
import { entryOfDesign } from '../entries/service.ts';
import type { Rooms } from '../realtime/rooms.ts';
import { PICTURE_WIDTH_PX, pictureOf } from '../space/pictures.ts';
import { loadSpace } from '../space/service.ts';
import { loadDesign } from './load-design.ts';
import { crewOf, lockDesign, updateFrozenAt } from './queries.ts';
import { accessTo, assertEditable } from './rights.ts';

export interface EnterDeps {
  readonly db: Database;
  readonly rooms: Rooms;
}

/** The crew may still be drawing; what is entered is a state that they have all seen stored. */
const MOST_ATTEMPTS = 5;

/** A design as it will be entered, unless something was appended to its log since. */
interface DrawnDesign {
  readonly head: number;
  readonly spaceHash: SpaceHash;
  readonly bytes: Uint8Array;
  readonly content: Design;
  readonly priceCents: number;
  readonly picture: Uint8Array;
}

/**
 * Enters a design in its campaign: what it says now is stored, and from then on nothing is appended to it. Of several
 * people who enter it at the same time one does.
 * @throws DomainError `design_not_found`, `entry_exists`, `design_outside_space`, and all of `assertEditable`
 */
export async function enterDesign({ db, rooms }: EnterDeps, id: DesignId, personId: PersonId): Promise<EntryId> {
  await assertCanBeEntered(db, id, personId);
  await rooms.settle(id); // what the crew has sent by now belongs to the entry
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const drawn = await draw(db, id, personId);
    const entryId = await db.transaction((tx) => store(tx, id, personId, drawn));
    if (entryId === null) continue;
    await rooms.freeze(id);
    return entryId;
  }
  throw new Error(`Design ${id} kept changing while it was entered.`);
}

async function assertCanBeEntered(tx: DatabaseOrTransaction, id: DesignId, personId: PersonId) {
  const access = await accessTo(tx, id, personId);
  const entry = access.inCrew ? await entryOfDesign(tx, id) : null;
  if (entry) throw new DomainError('entry_exists', 'This design is entered already.', { entryId: entry.id });
  assertEditable(access);
  return access;
}

/** Outside of any transaction, since it takes as long as a picture takes. */
async function draw(db: Database, id: DesignId, personId: PersonId): Promise<DrawnDesign> {
  const { design } = await assertCanBeEntered(db, id, personId);
  const { spaceHash } = design;
  const published = await loadSpace(db, spaceHash);
  const { content, bytes, head } = await loadDesign(db, id, published.space);
  const found = violations(published.space, content);
  if (found.length > 0) {
    throw new DomainError('design_outside_space', 'Something in this design is not possible with the product.', {
      violations: found.map(({ code, path }) => `${code} ${path}`),
    });
  }
  // What was taken off the product is not voted on; it stays in the document's bytes.
  const shown: Design = { ...content, elements: Object.fromEntries(visibleElements(content)) };
  const { totalCents: priceCents } = priceOf(published.space, shown);
  const picture = await pictureOf(published, spaceHash, shown, PICTURE_WIDTH_PX, 'png');
  return { head, spaceHash, bytes, content: shown, priceCents, picture };
}

/**
 * Campaign before design, everywhere: the campaign's row keeps numbers apart and the slate of a round from changing.
 * @returns null where the design has moved on since it was drawn
 */
async function store(
  tx: DatabaseOrTransaction,
  id: DesignId,
  personId: PersonId,
  { head, ...drawn }: DrawnDesign,
): Promise<EntryId | null> {
  const { campaign } = await accessTo(tx, id, personId);
  await lockedCampaign(tx, campaign.id);
  await lockDesign(tx, id);
  const { design } = await assertCanBeEntered(tx, id, personId); // after the locks: phase and entry are what they are
  if (design.head !== head) return null;
  const enteredAt = await databaseNow(tx);
  const crew = await crewOf(tx, id);
  const { title, campaignId } = design;
  const hash = entryHash({ title, crew, ...drawn });
  await updateFrozenAt(tx, id, enteredAt);
  return insertEntry(tx, {
    ...drawn,
    title,
    crew,
    hash,
    campaignId,
    designId: id,
    enteredBy: personId,
    enteredAt,
  });
}

import { randomUUID } from 'node:crypto';
import type { Design } from 'shared/design/design.ts';
import { newDesignBytes } from 'shared/design/design-bytes.ts';
import { entryHash } from 'shared/campaigns/entry-hash.ts';
import type { CampaignId, DesignId, EntryId, PersonId, SpaceHash } from 'shared/ids.ts';
import { priceOf } from 'shared/space/price.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import { inArray } from 'drizzle-orm';
import { persons } from '../accounts/tables.ts';
import type { Transaction } from '../db/database.ts';
import { crew, designs, designUpdates } from '../design/tables.ts';
import { entries } from '../entries/tables.ts';
import { glyphTables } from '../scene/fonts.ts';
import { renderPng } from '../scene/render-picture.ts';
import { PICTURE_WIDTH_PX } from '../space/pictures.ts';
import { designFromDemo, readDemoDesigns } from './demo-design.ts';

/** A demo design with all that is slow to make. */
export interface DrawnDesign {
  readonly campaign: string;
  readonly title: string;
  readonly content: Design;
  readonly priceCents: number;
  readonly picture: Uint8Array;
  readonly published: PublishedSpace;
}

/** Reads and draws the demo designs of a product. */
export async function drawDemoDesigns(folder: string, published: PublishedSpace): Promise<DrawnDesign[]> {
  const fonts = await glyphTables(published.space.fonts);
  return Promise.all(
    (await readDemoDesigns(folder)).map(async (demo) => {
      const content = designFromDemo(published, fonts, demo);
      const picture = await renderPng(published, content, { widthPx: PICTURE_WIDTH_PX });
      const { totalCents } = priceOf(published.space, content);
      return { campaign: demo.campaign, title: demo.title, content, priceCents: totalCents, picture, published };
    }),
  );
}

export interface DemoPlace {
  readonly campaignId: CampaignId;
  readonly spaceHash: SpaceHash;
  readonly dates: { readonly designingFrom: Date; readonly entriesCloseAt: Date };
  /** The last so many are not entered. */
  readonly stillDrawing: number;
}

/**
 * Stores drawn designs with a crew of one to three, and enters all but the last few.
 * @returns the entries, in the order of their numbers
 */
export async function insertDrawnDesigns(
  tx: Transaction,
  drawn: readonly DrawnDesign[],
  makers: readonly PersonId[],
  place: DemoPlace,
): Promise<EntryId[]> {
  const people = await tx
    .select({ id: persons.id, name: persons.name, colour: persons.colour })
    .from(persons)
    .where(inArray(persons.id, [...makers]));
  const entryIds: EntryId[] = [];
  const { campaignId, spaceHash, dates } = place;
  const opened = dates.designingFrom.getTime();
  const lasting = Math.min(dates.entriesCloseAt.getTime(), Date.now()) - opened;
  for (const [index, design] of drawn.entries()) {
    const { title, content, priceCents } = design;
    const size = 1 + (index % 3);
    const members = Array.from(
      { length: size },
      (_, member) => makers[(index * 2 + member) % makers.length] as PersonId,
    );
    const crewPeople = members
      .map((id) => people.find((person) => person.id === id))
      .filter((person) => person !== undefined);
    const designId = randomUUID() as DesignId;
    const createdAt = new Date(opened + (lasting * index) / (drawn.length + 1));
    const enteredAt = new Date(opened + (lasting * (index + 0.9)) / (drawn.length + 1));
    const bytes = newDesignBytes(
      design.published.space,
      { schema: 'design/1', space: spaceHash, parent: null, epoch: 1 },
      content,
    );
    const isEntered = index < drawn.length - place.stillDrawing;
    const [createdBy] = members;
    if (createdBy === undefined) continue;
    await tx.insert(designs).values({
      id: designId,
      campaignId,
      spaceHash,
      title,
      createdBy,
      createdAt,
      head: 1,
      frozenAt: isEntered ? enteredAt : null,
    });
    await tx.insert(designUpdates).values({ designId, seq: 1, personId: null, bytes, at: createdAt });
    await tx
      .insert(crew)
      .values(
        members.map((personId, member) => ({ designId, personId, joinedAt: new Date(createdAt.getTime() + member) })),
      );
    if (!isEntered) continue;
    const hash = entryHash({ title, spaceHash, content, priceCents, crew: crewPeople });
    const [entry] = await tx
      .insert(entries)
      .values({
        campaignId,
        designId,
        number: entryIds.length + 1,
        title,
        spaceHash,
        bytes,
        content,
        picture: design.picture,
        priceCents,
        crew: crewPeople,
        hash,
        enteredBy: createdBy,
        enteredAt,
      })
      .returning({ id: entries.id });
    if (entry) entryIds.push(entry.id);
  }
  return entryIds;
}

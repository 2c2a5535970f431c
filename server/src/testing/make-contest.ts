import { eq } from 'drizzle-orm';
import { randomBytes, randomUUID } from 'node:crypto';
import type { CampaignDates } from 'shared/campaigns/campaign.ts';
import { entryHash } from 'shared/campaigns/entry-hash.ts';
import { newDesignBytes } from 'shared/design/design-bytes.ts';
import type { BrandId, CampaignId, DesignId, EntryId, ProductId, RoundId, SpaceHash } from 'shared/ids.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import { makeDesign, makePublishedSpace } from 'shared/testing/make-space.ts';
import type { SignedInPerson } from '../accounts/person.ts';
import { managers } from '../accounts/tables.ts';
import { brands } from '../campaigns/brand-tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import type { Database } from '../db/database.ts';
import { insertDesign, updateFrozenAt } from '../design/queries.ts';
import { insertEntry } from '../entries/queries.ts';
import { publishSpace } from '../space/service.ts';
import { ensureRound } from '../voting/ensure-round.ts';
import { findRound } from '../voting/queries.ts';
import { rounds } from '../voting/tables.ts';

export interface TestBrand {
  readonly brandId: BrandId;
  readonly slug: string;
  readonly productId: ProductId;
  readonly spaceHash: SpaceHash;
  readonly published: PublishedSpace;
}

/** A brand that makes lamps, with its managers. */
export async function makeBrand(db: Database, ...people: readonly SignedInPerson[]): Promise<TestBrand> {
  const slug = `brand-${randomUUID().slice(0, 8)}`;
  const [brand] = await db.insert(brands).values({ slug, name: 'Lumen', accent: '#aa5500' }).returning();
  if (!brand) throw new Error('The brand was not stored.');
  for (const { id } of people) await db.insert(managers).values({ brandId: brand.id, personId: id });
  // Its own content, since a space belongs to one product; and a font that the server has.
  const published = makePublishedSpace({ summary: { en: `Lamps of ${slug}` }, fonts: ['outfit'], texts: [] });
  const { productId, spaceHash } = await publishSpace(db, brand.id, 'lamp', published);
  return { brandId: brand.id, slug, productId, spaceHash, published };
}

export interface TestCampaign extends TestBrand {
  readonly campaignId: CampaignId;
  readonly campaignSlug: string;
}

const HOUR_MS = 3_600_000;
/** The dates of a campaign in a phase, in hours from now: designing, entries close, voting from, voting until. */
const PHASE_DATES = {
  announced: [1, 2, 3, 4],
  designing: [-1, 1, 2, 3],
  judging: [-2, -1, 1, 2],
  voting: [-3, -2, -1, 1],
  deciding: [-4, -3, -2, -1],
} as const;

/** A published campaign of the brand in a phase, or with dates of its own. */
export async function makeCampaign(
  db: Database,
  brand: TestBrand,
  phase: keyof typeof PHASE_DATES,
  change: Partial<CampaignDates> = {},
): Promise<TestCampaign> {
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
  const [designing, close, from, until] = PHASE_DATES[phase];
  const campaignSlug = `campaign-${randomUUID().slice(0, 8)}`;
  const [campaign] = await db
    .insert(campaigns)
    .values({
      slug: campaignSlug,
      brandId: brand.brandId,
      productId: brand.productId,
      spaceHash: brand.spaceHash,
      title: { en: 'A lamp for reading', de: 'Eine Lampe zum Lesen' },
      tagline: { en: 'Bright, but not too bright.' },
      brief: { en: 'It stands beside the bed.' },
      publishedAt: at(-5),
      designingFrom: at(designing),
      entriesCloseAt: at(close),
      votingFrom: at(from),
      votingUntil: at(until),
      ...change,
    })
    .returning();
  if (!campaign) throw new Error('The campaign was not stored.');
  return { ...brand, campaignId: campaign.id, campaignSlug };
}

/** A design with its log, as it is begun. The first of the crew made it. */
export async function makeDesignOf(
  db: Database,
  campaign: TestCampaign,
  maker: SignedInPerson,
  { title = 'A lamp', content = makeDesign({}, campaign.published.space) } = {},
): Promise<DesignId> {
  const { campaignId, spaceHash, published } = campaign;
  const id = randomUUID() as DesignId;
  const meta = { schema: 'design/1', space: spaceHash, parent: null, epoch: 1 } as const;
  const bytes = newDesignBytes(published.space, meta, content);
  await insertDesign(db, { id, campaignId, spaceHash, title, parentId: null }, maker.id, bytes);
  return id;
}

/** An entry made by `crew`, stored as entering would, without drawing it. */
export async function makeEntry(
  db: Database,
  campaign: TestCampaign,
  crew: readonly [SignedInPerson, ...SignedInPerson[]],
  title = 'A lamp',
): Promise<EntryId> {
  const { campaignId, spaceHash, published } = campaign;
  const content = makeDesign({ story: `This is ${title}.` }, published.space);
  const designId = await makeDesignOf(db, campaign, crew[0], { title, content });
  const enteredAt = new Date(Date.now() - HOUR_MS);
  await updateFrozenAt(db, designId, enteredAt);
  const people = crew.map(({ id, name, colour }) => ({ id, name, colour }));
  const entered = { title, spaceHash, content, priceCents: 5_000, crew: people };
  const picture = new Uint8Array([137, 80, 78, 71]);
  const kept = { ...entered, hash: entryHash(entered), bytes: new Uint8Array([0, 0]), picture };
  return insertEntry(db, { ...kept, campaignId, designId, enteredBy: crew[0].id, enteredAt });
}

/** A key as a browser makes one. */
export function ballotKey(): string {
  return randomUUID().replaceAll('-', '');
}

/** What goes to the server with a choice, as a browser makes it: once for each ballot, however often it is sent. */
export function ballotSecrets(): { readonly key: string; readonly nonce: string } {
  return { key: ballotKey(), nonce: randomBytes(32).toString('hex') };
}

/** The campaign's round over everything that was entered, with the campaign's times, or opening some time from now. */
export async function makeRound(
  db: Database,
  campaign: TestCampaign,
  { opensInMs }: { readonly opensInMs?: number } = {},
): Promise<{ readonly roundId: RoundId; readonly slate: readonly string[] }> {
  const roundId = await ensureRound(db, campaign.campaignId);
  const round = roundId === null ? null : await findRound(db, roundId);
  if (!round) throw new Error('The campaign has no round: is it too early, or was nothing entered?');
  if (opensInMs !== undefined) {
    const opensAt = new Date(Date.now() + opensInMs);
    const closesAt = new Date(opensAt.getTime() + HOUR_MS);
    await db.update(rounds).set({ opensAt, closesAt }).where(eq(rounds.id, round.id));
  }
  return { roundId: round.id, slate: round.rules.slate };
}

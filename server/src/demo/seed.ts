import { eq } from 'drizzle-orm';
import { fileURLToPath } from 'node:url';
import type { Localized } from 'shared/localized.ts';
import type { BrandId, CampaignId, EntryId, PersonId } from 'shared/ids.ts';
import { makeRules, rulesHash } from 'shared/voting/round.ts';
import { placesOf } from 'shared/voting/places.ts';
import { tally } from 'shared/voting/tally.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { colourFor } from '../accounts/colours.ts';
import { DEMO_PEOPLE, demoEmail } from '../accounts/demo-people.ts';
import { managers, persons } from '../accounts/tables.ts';
import { brands } from '../campaigns/brand-tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { fetchPackage } from '../handover/fetch-package.ts';
import { decisionReasons, decisions } from '../handover/tables.ts';
import { importProduct } from '../space/import-product.ts';
import { prepareFor, publishSpace, storeBelow } from '../space/service.ts';
import { appendFirstBallots } from '../voting/append-ballot.ts';
import { insertRound as insertRoundRow } from '../voting/queries.ts';
import { demoRankings, seededRandom } from './ballots.ts';
import { DEMO_BRANDS, DEMO_CAMPAIGNS, DEMO_REASONS, type DemoCampaign } from './campaigns.ts';
import { drawDemoDesigns, type DrawnDesign, insertDrawnDesigns } from './demo-entries.ts';
import { DEMO_MANAGERS, EXTRAS } from './people.ts';

const DAY_MS = 86_400_000;
const PRODUCTS_FOLDER = fileURLToPath(new URL('../../products', import.meta.url));
const FINALISTS = 5;

interface Cast {
  readonly byKey: ReadonlyMap<string, PersonId>;
  readonly extras: readonly PersonId[];
}

/**
 * Fills an empty database with brands, their products, people, and a campaign in every phase. What is slow, drawing,
 * is done before the transaction that stores everything at once: cut short, it leaves nothing, and the next start does it.
 */
export async function seedDemo({ db }: { readonly db: Database }): Promise<void> {
  const products = new Map<
    string,
    { readonly published: Awaited<ReturnType<typeof importProduct>>; readonly drawn: readonly DrawnDesign[] }
  >();
  for (const { product } of DEMO_BRANDS) {
    const folder = `${PRODUCTS_FOLDER}/${product}`;
    const published = await importProduct(folder);
    products.set(product, { published, drawn: await drawDemoDesigns(folder, published) });
  }
  const handedOver = await db.transaction(async (tx) => {
    const now = await databaseNow(tx);
    const publications = new Map<string, Awaited<ReturnType<typeof publishSpace>> & { readonly brandId: BrandId }>();
    for (const brand of DEMO_BRANDS) {
      const brandId = await insertBrand(tx, brand);
      const product = products.get(brand.product);
      if (product)
        publications.set(brand.slug, {
          ...(await publishSpace(tx, brandId, brand.product, product.published)),
          brandId,
        });
    }
    const cast = await insertPeople(tx, publications);
    for (const [index, campaign] of DEMO_CAMPAIGNS.entries()) {
      const publication = publications.get(campaign.brand);
      const product = products.get(DEMO_BRANDS.find(({ slug }) => slug === campaign.brand)?.product ?? '');
      if (!publication || !product) continue;
      const day = datesOf(campaign, now).designingFrom.toISOString().slice(0, 10);
      const prepared = await prepareFor(product.published, { date: day });
      const spaceHash = prepared ? await storeBelow(tx, publication.productId, prepared) : publication.spaceHash;
      const campaignId = await insertCampaign(tx, campaign, { ...publication, spaceHash }, now);
      const drawn = product.drawn.filter((design) => design.campaign === campaign.slug);
      const place = {
        campaignId,
        spaceHash,
        dates: datesOf(campaign, now),
        stillDrawing: campaign.stillDrawing ?? 0,
      };
      const makers = rotated([...cast.extras], index * 7);
      const entryIds = await insertDrawnDesigns(tx, drawn, makers, place);
      if (campaign.voters !== undefined)
        await insertRound(tx, campaign, campaignId, entryIds, cast, now, seededRandom(index + 1));
    }
    return DEMO_CAMPAIGNS.flatMap(({ slug, brand, decision }) => {
      const managerId = cast.byKey.get(managerOf(brand));
      return decision?.handedOver && managerId ? [{ slug, managerId }] : [];
    });
  });
  // As the brand would: by fetching the package. Cut short here, the demo has a campaign that waits for that.
  for (const { slug, managerId } of handedOver) await fetchPackage(db, slug, managerId);
}

/** Key of the demo person who runs the brand. */
function managerOf(brand: string): string {
  return Object.entries(DEMO_MANAGERS).find(([, managed]) => managed.includes(brand))?.[0] ?? '';
}

async function insertBrand(tx: Transaction, { slug, name, accent }: (typeof DEMO_BRANDS)[number]): Promise<BrandId> {
  const [row] = await tx.insert(brands).values({ slug, name, accent }).returning({ id: brands.id });
  if (!row) throw new Error('The brand was not stored.');
  return row.id;
}

async function insertPeople(
  tx: Transaction,
  brandsBySlug: ReadonlyMap<string, { readonly brandId: BrandId }>,
): Promise<Cast> {
  const known = DEMO_PEOPLE.map(({ key, name }) => ({ name, email: demoEmail(key) }));
  const extras = EXTRAS.map((name, index) => ({ name, email: demoEmail(`maker-${index + 1}`) }));
  const rows = await tx
    .insert(persons)
    .values(
      [...known, ...extras].map((person) => ({ ...person, emailVerified: true, colour: colourFor(person.email) })),
    )
    .returning({ id: persons.id, email: persons.email });
  const idOf = (email: string): PersonId => {
    const row = rows.find((candidate) => candidate.email === email);
    if (!row) throw new Error(`${email} was not stored.`);
    return row.id;
  };
  const byKey = new Map(DEMO_PEOPLE.map(({ key }) => [key, idOf(demoEmail(key))]));
  const managing = Object.entries(DEMO_MANAGERS).flatMap(([key, managed]) =>
    managed.flatMap((brand) => {
      const brandId = brandsBySlug.get(brand)?.brandId;
      const personId = byKey.get(key);
      return brandId && personId ? [{ brandId, personId }] : [];
    }),
  );
  await tx.insert(managers).values(managing);
  return { byKey, extras: extras.map(({ email }) => idOf(email)) };
}

interface PlannedDates {
  readonly publishedAt: Date | null;
  readonly designingFrom: Date;
  readonly entriesCloseAt: Date;
  readonly votingFrom: Date;
  readonly votingUntil: Date;
}

function datesOf({ dates }: DemoCampaign, now: Date): PlannedDates {
  const at = (days: number): Date => new Date(now.getTime() + days * DAY_MS);
  return {
    publishedAt: dates.published === null ? null : at(dates.published),
    designingFrom: at(dates.designing),
    entriesCloseAt: at(dates.entriesClose),
    votingFrom: at(dates.votingFrom),
    votingUntil: at(dates.votingUntil),
  };
}

async function insertCampaign(
  tx: Transaction,
  campaign: DemoCampaign,
  publication: Awaited<ReturnType<typeof publishSpace>> & { readonly brandId: BrandId },
  now: Date,
): Promise<CampaignId> {
  const { slug, title, tagline, brief }: { slug: string; title: Localized; tagline: Localized; brief: Localized } =
    campaign;
  const [row] = await tx
    .insert(campaigns)
    .values({ slug, title, tagline, brief, ...publication, ...datesOf(campaign, now) })
    .returning({ id: campaigns.id });
  if (!row) throw new Error('The campaign was not stored.');
  return row.id;
}

async function insertRound(
  tx: Transaction,
  campaign: DemoCampaign,
  campaignId: CampaignId,
  slate: readonly EntryId[],
  cast: Cast,
  now: Date,
  random: () => number,
): Promise<void> {
  const { votingFrom, votingUntil } = datesOf(campaign, now);
  // A demo has no secret to keep; a real round draws its seed from the system.
  const tieSeed = sha256Hex(`demo:${campaign.slug}`);
  const rules = makeRules(slate, tieSeed);
  const times = { opensAt: votingFrom, closesAt: votingUntil };
  const roundId = await insertRoundRow(tx, { campaignId, rules, rulesHash: rulesHash(rules), tieSeed, ...times });
  const rankings = demoRankings(slate, Math.min(campaign.voters ?? 0, cast.extras.length), random);
  const lastMoment = Math.min(votingUntil.getTime(), now.getTime());
  const rows = rankings.map((ranking, index) => ({
    voterId: cast.extras[index] as PersonId,
    nonce: sha256Hex(`demo:${campaign.slug}:${index}`),
    key: `demo-ballot-${index + 1}`.padEnd(16, '-'),
    ranking,
    castAt: new Date(votingFrom.getTime() + (lastMoment - votingFrom.getTime()) * random() * 0.98),
  }));
  // Places are in the order of casting.
  await appendFirstBallots(
    tx,
    roundId,
    rows.toSorted((a, b) => a.castAt.getTime() - b.castAt.getTime()),
  );
  if (campaign.decision)
    await insertDecision(tx, campaign, campaignId, placesOf(tally(slate, rankings), tieSeed), cast, now);
}

async function insertDecision(
  tx: Transaction,
  campaign: DemoCampaign,
  campaignId: CampaignId,
  places: ReturnType<typeof placesOf>,
  cast: Cast,
  now: Date,
): Promise<void> {
  const decidedBy = cast.byKey.get(managerOf(campaign.brand));
  const finalists = [...places].sort((a, b) => a.place - b.place).slice(0, FINALISTS);
  const winner = finalists[0];
  if (!campaign.decision || !decidedBy || !winner) return;
  const decidedAt = new Date(now.getTime() + campaign.decision.days * DAY_MS);
  await tx.insert(decisions).values({ campaignId, winnerId: winner.id as EntryId, decidedBy, decidedAt });
  await tx.insert(decisionReasons).values(
    finalists.map(({ id, place }, index) => ({
      campaignId,
      entryId: id as EntryId,
      place,
      winner: index === 0,
      reason: DEMO_REASONS[index] ?? DEMO_REASONS[0],
    })),
  );
  await tx.update(campaigns).set({ decidedAt }).where(eq(campaigns.id, campaignId));
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const start = by % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

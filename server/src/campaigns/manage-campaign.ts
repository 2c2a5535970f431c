import type { CampaignBody, CampaignPatch } from 'shared/campaigns/api.ts';
import {
  assertCanBePublished,
  assertDatesInOrder,
  moveDates,
  PLANNED,
  type PlannedDates,
} from 'shared/campaigns/dates.ts';
import { DomainError } from 'shared/errors.ts';
import type { PersonId, ProductId } from 'shared/ids.ts';
import { isManager } from '../accounts/rights.ts';
import type { Localized } from 'shared/localized.ts';
import { plainText } from 'shared/plain-text.ts';
import { contextOf, marketsOf } from 'shared/space/validity.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { findProduct, type Product } from '../space/queries.ts';
import { loadSpace, prepareFor, storeBelow } from '../space/service.ts';
import { lockRound, updateClose } from '../voting/queries.ts';
import type { Campaign } from './campaign-record.ts';
import { findBrand, insertCampaign, updateCampaign } from './queries.ts';
import { lockedCampaign, managedCampaign } from './rights.ts';

/**
 * A draft, seen by the brand's managers only. Of the product's rules it has those that hold on the day on which designing
 * begins, in its market where it is for one.
 * @throws DomainError `brand_not_found` (also for who is no manager of it), `product_not_found`,
 * `campaign_market_unknown`, `campaign_dates_out_of_order`,
 * `campaign_slug_taken`
 */
export async function createCampaign(db: Database, personId: PersonId, body: CampaignBody): Promise<void> {
  const dates: PlannedDates = {
    designingFrom: dateOf(body.designingFrom),
    entriesCloseAt: dateOf(body.entriesCloseAt),
    votingFrom: dateOf(body.votingFrom),
    votingUntil: dateOf(body.votingUntil),
  };
  const { spaceHash: newest } = await managedProduct(db, personId, body);
  assertDatesInOrder(dates);
  const published = await loadSpace(db, newest);
  const { market = null } = body;
  if (market !== null && !marketsOf(published.space).includes(market))
    throw new DomainError('campaign_market_unknown', 'The rules of the product name no such market.', { market });
  const prepared = await prepareFor(published, contextOf({ ...dates, market }));
  await db.transaction(async (tx) => {
    const { id: productId, brandId } = await managedProduct(tx, personId, body); // preparing may have taken a while
    const { slug } = body;
    const words = { title: plain(body.title), tagline: plain(body.tagline), brief: plain(body.brief) };
    const spaceHash = prepared ? await storeBelow(tx, productId, prepared) : newest;
    const created = {
      slug,
      ...words,
      ...dates,
      brandId,
      productId,
      spaceHash,
      market,
      createdBy: personId,
    };
    if ((await insertCampaign(tx, created)) === null) {
      throw new DomainError('campaign_slug_taken', 'Another campaign has this address.', { slug });
    }
  });
}

async function managedProduct(
  tx: DatabaseOrTransaction,
  personId: PersonId,
  { brandSlug, productId }: CampaignBody,
): Promise<Product> {
  const brand = await findBrand(tx, brandSlug);
  if (!brand || !(await isManager(tx, brand.id, personId))) {
    throw new DomainError('brand_not_found', 'There is no such brand among those that you manage.');
  }
  const product = await findProduct(tx, productId as ProductId);
  if (product?.brandId !== brand.id) throw new DomainError('product_not_found', 'The brand has no such product.');
  return product;
}

/** @throws DomainError `campaign_date_passed` or `campaign_dates_out_of_order` */
export async function changeCampaign(
  db: Database,
  personId: PersonId,
  slug: string,
  patch: CampaignPatch,
): Promise<void> {
  await asManager(db, slug, personId, async (tx, campaign) => {
    // The round before the clock: once it could be counted, its close does not move any more.
    if (campaign.roundId !== null) await lockRound(tx, campaign.roundId);
    const moved = moveDates(campaign, datesIn(patch), await databaseNow(tx));
    const { title = campaign.title, tagline = campaign.tagline, brief = campaign.brief } = patch;
    await updateCampaign(tx, campaign.id, {
      title: plain(title),
      tagline: plain(tagline),
      brief: plain(brief),
      ...moved,
    });
    if (campaign.roundId !== null) await updateClose(tx, campaign.roundId, moved.votingUntil);
  });
}

/** @throws DomainError `campaign_already_published` or `campaign_date_passed` */
export async function publishCampaign(db: Database, personId: PersonId, slug: string): Promise<void> {
  await asManager(db, slug, personId, async (tx, campaign) => {
    const now = await databaseNow(tx);
    assertCanBePublished(campaign, now);
    await updateCampaign(tx, campaign.id, { publishedAt: now });
  });
}

/** Runs `command` on the locked campaign, in one transaction, if the person manages its brand. */
export async function asManager<Result>(
  db: Database,
  slug: string,
  personId: PersonId,
  command: (tx: DatabaseOrTransaction, campaign: Campaign) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    const { id } = await managedCampaign(tx, slug, personId);
    return command(tx, await lockedCampaign(tx, id));
  });
}

function plain({ en, nl, de }: Localized): Localized {
  return {
    en: plainText(en),
    ...(nl ? { nl: plainText(nl) } : {}),
    ...(de ? { de: plainText(de) } : {}),
  };
}

function datesIn(patch: CampaignPatch): Partial<PlannedDates> {
  return Object.fromEntries(
    PLANNED.flatMap((name) => (patch[name] === undefined ? [] : [[name, dateOf(patch[name])]])),
  );
}

function dateOf(text: string): Date {
  const date = new Date(text);
  // The schema lets a second 60 and the year 0 pass; neither is a moment that the database has.
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1) {
    throw new DomainError('invalid_request', 'This is no moment in time.', { date: text });
  }
  return date;
}

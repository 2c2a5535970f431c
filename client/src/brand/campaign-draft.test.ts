import type { ProductSummary } from 'shared/campaigns/api.ts';
import { expect, test } from 'vitest';
import { CampaignDraft } from './campaign-draft.svelte.ts';
import { slugOf } from './slug.ts';

const now = new Date('2026-11-10T12:00:00Z');
const product: ProductSummary = {
  id: '7b0f8a52-3f0b-4d8a-9a50-3f5a1f0a9c11',
  brandSlug: 'officina',
  label: { en: 'Car' },
  summary: { en: 'A car' },
  spaceHash: '0'.repeat(64),
  markets: ['BE', 'NL'],
  picture: '',
};

function makeDraft(): CampaignDraft {
  const draft = new CampaignDraft(() => now);
  draft.product = product;
  draft.title.en = 'A Car for the Sea';
  draft.tagline.en = 'Salt and sun';
  draft.brief.en = 'Design it.';
  return draft;
}

test('an address is made of the title until somebody writes another', () => {
  const draft = makeDraft();
  expect(draft.slug).toBe('a-car-for-the-sea');
  draft.slug = 'sea';
  draft.title.en = 'Something else';
  expect(draft.slug).toBe('sea');
  draft.slug = '';
  expect(draft.slug).toBe('something-else');
});

test.each([
  ['Ein grüner Sommer!', 'ein-gruner-sommer'],
  ['  Straße & Café  ', 'strasse-cafe'],
  ['日本', ''],
])('%j becomes %j', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('a complete draft makes a body with trimmed texts, languages only where written', () => {
  const draft = makeDraft();
  draft.title.nl = '  Een auto voor zee ';
  expect(draft.body()).toMatchObject({
    brandSlug: 'officina',
    slug: 'a-car-for-the-sea',
    title: { en: 'A Car for the Sea', nl: 'Een auto voor zee' },
  });
  expect(draft.body()?.title).not.toHaveProperty('de');
});

test('what is missing is named per field, and there is no body', () => {
  const draft = makeDraft();
  draft.tagline.en = ' ';
  draft.dates.votingUntil = '';
  expect(draft.problems).toEqual({ tagline: 'brand.new.tagline.missing', votingUntil: 'brand.date.missing' });
  expect(draft.body()).toBeNull();
});

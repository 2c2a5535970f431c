import type { CampaignBody, ProductSummary } from 'shared/campaigns/api.ts';
import type { MessageKey } from '../i18n/areas.ts';
import { fromLocalInput, toLocalInput } from './local-time.ts';
import { planProblems, usualPlan, type DateName, type Plan } from './plan.ts';
import { slugOf, SLUG_PATTERN } from './slug.ts';
import { localizedOf, textsOf } from './texts.ts';

type FieldName = 'product' | 'title' | 'slug' | 'tagline' | 'brief' | DateName;

/** A campaign as somebody writes it down, and what it still lacks. */
export class CampaignDraft {
  product = $state.raw<ProductSummary | null>(null);
  /** Of those that the product's rules name; empty: every market. */
  market = $state('');
  title = $state(textsOf({ en: '' }));
  tagline = $state(textsOf({ en: '' }));
  brief = $state(textsOf({ en: '' }));
  dates = $state<Record<DateName, string>>({ designingFrom: '', entriesCloseAt: '', votingFrom: '', votingUntil: '' });
  #slug = $state<string | null>(null);
  readonly #now: () => Date;

  readonly problems = $derived.by(() => this.#findProblems());

  constructor(now: () => Date) {
    this.#now = now;
    const plan = usualPlan(now());
    for (const name of Object.keys(plan) as DateName[]) this.dates[name] = toLocalInput(plan[name]);
  }

  /** Follows the title until somebody writes an address of their own. */
  get slug(): string {
    return this.#slug ?? slugOf(this.title.en);
  }
  set slug(value: string) {
    this.#slug = value === '' ? null : value.toLowerCase();
  }

  get plan(): Plan {
    return {
      designingFrom: fromLocalInput(this.dates.designingFrom),
      entriesCloseAt: fromLocalInput(this.dates.entriesCloseAt),
      votingFrom: fromLocalInput(this.dates.votingFrom),
      votingUntil: fromLocalInput(this.dates.votingUntil),
    };
  }

  /** Null while there are problems. */
  body(): CampaignBody | null {
    const { product } = this;
    if (!product || Object.keys(this.problems).length > 0) return null;
    const iso = (name: DateName): string => this.plan[name]?.toISOString() ?? '';
    return {
      brandSlug: product.brandSlug,
      productId: product.id,
      ...(product.markets.includes(this.market) ? { market: this.market } : {}),
      slug: this.slug,
      title: localizedOf(this.title),
      tagline: localizedOf(this.tagline),
      brief: localizedOf(this.brief),
      designingFrom: iso('designingFrom'),
      entriesCloseAt: iso('entriesCloseAt'),
      votingFrom: iso('votingFrom'),
      votingUntil: iso('votingUntil'),
    };
  }

  #findProblems(): Partial<Record<FieldName, MessageKey>> {
    return {
      ...(this.product ? {} : { product: 'brand.new.product.missing' }),
      ...(this.title.en.trim() ? {} : { title: 'brand.new.title.missing' }),
      ...(SLUG_PATTERN.test(this.slug) ? {} : { slug: 'brand.new.slug.wrong' }),
      ...(this.tagline.en.trim() ? {} : { tagline: 'brand.new.tagline.missing' }),
      ...(this.brief.en.trim() ? {} : { brief: 'brand.new.brief.missing' }),
      ...planProblems(this.plan, this.#now()),
    };
  }
}

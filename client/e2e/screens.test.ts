import axe from 'axe-core';
import type { CampaignDetail, ProductSummary } from 'shared/campaigns/api.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { startStudio, type StudioServer } from './support/studio-server.ts';
import { enterAs, pictureEverybody, visit } from './support/visitor.ts';

const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

let studio: StudioServer;
let browser: Browser;
beforeAll(async () => {
  [studio, browser] = await Promise.all([startStudio(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await studio.stop();
});

async function roundOf(slug: string): Promise<string> {
  const response = await fetch(`${studio.url}/api/v1/campaigns/${slug}`);
  const { roundId } = (await response.json()) as CampaignDetail;
  return roundId ?? '';
}

/** The first product of the brand of whoever is signed in. */
async function productOf(page: Page): Promise<string> {
  const response = await page.request.get('/api/v1/products');
  const [product] = (await response.json()) as ProductSummary[];
  return product?.id ?? '';
}

/** What the accessibility checker finds on the page as it stands, as one line per finding. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => {
    const checker = (globalThis as unknown as { axe: typeof axe }).axe;
    return checker.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

test.each([
  ['desktop, light', DESKTOP, 'light'],
  ['phone, dark', PHONE, 'dark'],
] as const)(
  'every screen is accessible, fits its window and keeps to the security policy: %s',
  async (_, viewport, colorScheme) => {
    onTestFailed(() => pictureEverybody(browser, `screens-${colorScheme}`));
    const visitor = await visit(browser, studio.url, { viewport, colorScheme, reducedMotion: 'reduce' });
    const { page } = visitor;
    await enterAs(visitor, 'Vera Conti');
    const screens = [
      '/',
      '/sign-in',
      '/c/spring-in-the-city',
      `/vote/${await roundOf('long-summer')}`,
      `/results/${await roundOf('weekend-edition')}`,
      '/c/weekend-edition/decision',
      '/brand',
      '/brand/new',
      '/brand/spring-in-the-city',
      `/brand/products/${await productOf(page)}/rules`,
    ];
    for (const path of screens) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await findings(page), path).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
    await page.goto('/c/spring-in-the-city');
    await page.getByRole('region', { name: 'Start a design' }).getByRole('button').first().click();
    await page.getByTitle('Saved', { exact: true }).waitFor();
    expect(await findings(page), 'studio').toEqual([]);
    expect(visitor.faults).toEqual([]);
  },
);

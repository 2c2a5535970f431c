import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { startStudio, type StudioServer } from './support/studio-server.ts';
import { beginTogether } from './support/together.ts';
import { enterAs, pictureEverybody, visit, type Visitor } from './support/visitor.ts';

let studio: StudioServer;
let browser: Browser;
beforeAll(async () => {
  [studio, browser] = await Promise.all([startStudio(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await studio.stop();
});

test('what two people picked apart and does not go together is parked on both screens, and comes back by itself', async () => {
  onTestFailed(() => pictureEverybody(browser, 'parked'));
  const mila = await visit(browser, studio.url);
  const tomas = await visit(browser, studio.url);
  await enterAs(mila, 'Mila Jansen');
  await enterAs(tomas, 'Tomás Oliveira');
  await beginTogether(mila, tomas);

  await tomas.context.setOffline(true);
  await roof(mila, 'Panoramic glass').click();
  // Two choices: the second is later than the one that Mila has made meanwhile, whoever's window is asked.
  await tomas.page.getByRole('radiogroup', { name: 'Paint' }).getByRole('radio', { name: 'Corallo' }).click();
  await rack(tomas).click();
  await expect.poll(() => rack(tomas).getAttribute('aria-checked')).toBe('true');
  await tomas.context.setOffline(false);

  for (const { page } of [mila, tomas]) {
    await page.getByRole('heading', { name: '1 choice is parked' }).waitFor({ timeout: 60_000 });
    await page.getByText('The rack clamps would rest on the glass panel').first().waitFor();
    expect(await rack({ page }).getAttribute('aria-checked')).toBe('false');
  }
  await parkedOf(mila).first().waitFor();

  await roof(mila, 'In body colour').click();
  for (const { page } of [mila, tomas]) {
    await expect.poll(() => rack({ page }).getAttribute('aria-checked'), { timeout: 20_000 }).toBe('true');
    await expect.poll(() => page.getByRole('heading', { name: '1 choice is parked' }).count()).toBe(0);
  }
  for (const visitor of [mila, tomas]) expect(visitor.faults).toEqual([]);
});

const roof = ({ page }: Visitor, name: string) =>
  page.getByRole('radiogroup', { name: 'Roof' }).getByRole('radio', { name });
const rack = ({ page }: Pick<Visitor, 'page'>) => page.getByRole('checkbox', { name: /^Roof rack/ });
const parkedOf = ({ page }: Visitor) => page.getByText(/^Parked: Tomás Oliveira/);

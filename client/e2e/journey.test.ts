import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { startStudio, type StudioServer } from './support/studio-server.ts';
import { enterAs, pictureEverybody, signInByMail, visit, type Visitor } from './support/visitor.ts';

const CAMPAIGN = '/c/spring-in-the-city';
const TITLE = 'Swallows over the canal';

let studio: StudioServer;
let browser: Browser;
beforeAll(async () => {
  [studio, browser] = await Promise.all([startStudio(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await studio.stop();
});

test('two customers design a car together, the crowd ranks it, the brand decides and takes the package', async () => {
  onTestFailed(() => pictureEverybody(browser, 'journey'));
  const mila = await visit(browser, studio.url);
  const tomas = await visit(browser, studio.url);
  await enterAs(mila, 'Mila Jansen');
  await enterAs(tomas, 'Tomás Oliveira');

  await startDesign(mila);
  await join(tomas, await inviteLink(mila));
  await designTogether(mila, tomas);
  await studio.crash();
  await studio.restart();
  await stillThere(mila, tomas);
  await enter(mila);

  const vera = await visit(browser, studio.url);
  await enterAs(vera, 'Vera Conti');
  await openTheVote(vera);

  const noor = await visit(browser, studio.url);
  await enterAs(noor, 'Noor el Amrani');
  const jonas = await visit(browser, studio.url);
  await enterAs(jonas, 'Jonas Weber');
  const stranger = await visit(browser, studio.url);
  await signInByMail(stranger, 'somebody.new@example.org', CAMPAIGN);
  for (const voter of [noor, jonas, stranger]) await rank(voter);

  await closeAndDecide(vera);
  await seeTheResult(noor);
  const archive = await downloadPackage(vera);
  verifyPackage(archive);

  for (const visitor of [mila, tomas, vera, noor, jonas, stranger]) expect(visitor.faults).toEqual([]);
});

async function startDesign({ page }: Visitor): Promise<void> {
  await page.goto(CAMPAIGN);
  const starters = page.getByRole('region', { name: 'Start a design' });
  await starters.getByRole('button').first().click();
  await page.waitForURL('**/design/*');
  const title = page.getByRole('textbox', { name: 'Name of the design' });
  await title.fill(TITLE);
  await title.press('Enter');
  await saved({ page });
}

async function inviteLink({ page }: Pick<Visitor, 'page'>): Promise<string> {
  await page.getByRole('button', { name: 'Invite' }).click();
  const link = await page.getByRole('textbox', { name: 'Link to join' }).inputValue();
  await page.keyboard.press('Escape');
  return link;
}

async function join({ page }: Visitor, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('heading', { name: `Mila Jansen invites you to design “${TITLE}”` }).waitFor();
  await page.getByRole('button', { name: 'Join the crew' }).click();
  await page.waitForURL('**/design/*');
  await saved({ page });
}

const saved = ({ page }: Pick<Visitor, 'page'>): Promise<void> => page.getByTitle('Saved', { exact: true }).waitFor();
const paint = ({ page }: Visitor, name: string) =>
  page.getByRole('radiogroup', { name: 'Paint' }).getByRole('radio', { name });
const elements = ({ page }: Visitor) => page.getByRole('list', { name: 'Elements on the product' });

/** Each sees what the other does, while it is done. */
async function designTogether(mila: Visitor, tomas: Visitor): Promise<void> {
  await mila.page.locator('ul.crew').getByText('Tomás Oliveira').waitFor();
  await paint(mila, 'Salvia').click();
  await tomas.page.locator('[role=radio][aria-checked=true]').and(paint(tomas, 'Salvia')).waitFor();

  await tomas.page
    .getByRole('tab', { name: 'Decorate' })
    .or(tomas.page.getByRole('button', { name: 'Decorate' }))
    .click();
  await tomas.page.getByRole('button', { name: /Place Swallow/ }).click();
  await elements(mila)
    .getByRole('button', { name: /Swallow/ })
    .waitFor();
  await saved(tomas);
  await saved(mila);
}

/** What was shown as saved has survived the server being killed; the open windows have come back by themselves. */
async function stillThere(mila: Visitor, tomas: Visitor): Promise<void> {
  await mila.page.reload();
  await elements(mila)
    .getByRole('button', { name: /Swallow/ })
    .waitFor();
  await mila.page.locator('[role=radio][aria-checked=true]').and(paint(mila, 'Salvia')).waitFor();
  await saved(tomas);
  await paint(mila, 'Notte').click();
  await saved(mila);
}

async function enter({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: 'Enter design' }).click();
  await page.getByRole('dialog', { name: 'Enter this design' }).getByRole('button', { name: 'Enter design' }).click();
  await page.waitForURL('**/entries/*');
  await page.getByRole('heading', { name: TITLE }).waitFor();
}

async function confirm({ page }: Visitor, action: string): Promise<void> {
  await page.getByRole('button', { name: action }).click();
  await page.getByRole('dialog').getByRole('button', { name: action }).click();
}

async function openTheVote(vera: Visitor): Promise<void> {
  await vera.page.goto('/brand/spring-in-the-city');
  await confirm(vera, 'Open the vote now');
  await vera.page.getByRole('button', { name: 'Close the vote now' }).waitFor();
}

async function rank({ page }: Visitor): Promise<void> {
  await page.goto(CAMPAIGN);
  await page.getByRole('link', { name: 'Rank the entries' }).first().click();
  await page.getByRole('button', { name: `Rank 1st: “${TITLE}”` }).click();
  await page
    .getByRole('button', { name: /^Rank 2nd/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Rank 3rd/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Cast ballot' }).click();
  await page.getByRole('heading', { name: 'Your ballot is in' }).waitFor();
}

async function closeAndDecide(vera: Visitor): Promise<void> {
  const { page } = vera;
  await page.reload();
  await confirm(vera, 'Close the vote now');
  await page
    .getByRole('group', { name: 'Our pick' })
    .getByRole('radio', { name: `1. ${TITLE}` })
    .check();
  const reasons = page.getByRole('textbox', { name: /why/ });
  await reasons.first().waitFor();
  for (const [index, reason] of (await reasons.all()).entries()) {
    await reason.fill(`Reason number ${index + 1}, for everybody to read.`);
  }
  await confirm(vera, 'Record the decision');
  await page.getByRole('button', { name: 'Download package' }).waitFor();
}

async function seeTheResult({ page }: Visitor): Promise<void> {
  await page.goto(CAMPAIGN);
  await page.getByRole('link', { name: 'See what was picked' }).first().click();
  await page.getByRole('heading', { name: `Officina Lenta picks “${TITLE}”` }).waitFor();
  await page.goto(CAMPAIGN);
  await page.getByRole('link', { name: 'See the result' }).first().click();
  await page.getByText('3 ballots counted').waitFor();
}

async function downloadPackage({ page }: Visitor): Promise<Uint8Array> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download package' }).click(),
  ]);
  return readFile(await download.path());
}

function verifyPackage(archive: Uint8Array): void {
  const files = unzipSync(archive);
  const read = (name: string): string => Buffer.from(files[name] ?? new Uint8Array()).toString('utf8');
  const manifest = JSON.parse(read('manifest.json')) as { files: { name: string; sha256: string; bytes: number }[] };
  const names = Object.keys(files).filter((name) => name !== 'manifest.json');
  expect(manifest.files.map(({ name }) => name).sort()).toEqual(names.sort());
  for (const { name, sha256, bytes } of manifest.files) {
    const content = files[name] ?? new Uint8Array();
    expect(content.length, name).toBe(bytes);
    expect(createHash('sha256').update(content).digest('hex'), name).toBe(sha256);
  }
  expect(read('design.json')).toContain('swallow');
  expect(names.filter((name) => name.endsWith('.svg')).length).toBeGreaterThanOrEqual(2);
  expect(names.filter((name) => name.endsWith('.png')).length).toBeGreaterThanOrEqual(2);
  expect(names).toEqual(expect.arrayContaining(['crew.json', 'decision.json', 'parameters.json', 'round-report.json']));
}

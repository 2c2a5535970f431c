import type { Browser, Locator, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { startStudio, type StudioServer } from './support/studio-server.ts';
import { beginTogether, saved } from './support/together.ts';
import { enterAs, pictureEverybody, visit, type Visitor } from './support/visitor.ts';

type OnPage = Pick<Visitor, 'page'>;

let studio: StudioServer;
let browser: Browser;
let mila: Visitor;
let tomas: Visitor;
/** Of the design that both have open. */
let address: string;
beforeAll(async () => {
  [studio, browser] = await Promise.all([startStudio(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await studio.stop();
});
beforeEach(async () => {
  [mila, tomas] = [await visit(browser, studio.url), await visit(browser, studio.url)];
  await Promise.all([enterAs(mila, 'Mila Jansen'), enterAs(tomas, 'Tomás Oliveira')]);
  address = await beginTogether(mila, tomas);
});
afterEach(async () => {
  for (const { context, faults } of [mila, tomas]) {
    expect(faults).toEqual([]);
    await context.close();
  }
});

const paint = ({ page }: OnPage, name: string) =>
  page.getByRole('radiogroup', { name: 'Paint' }).getByRole('radio', { name });
/** Also what another window has yet to send, which waits before it connects again. */
const isChosen = (option: Locator) =>
  expect.poll(() => option.getAttribute('aria-checked'), { timeout: 30_000 }).toBe('true');
const isPainted = (visitor: OnPage, name: string) => isChosen(paint(visitor, name));
const roof = ({ page }: OnPage, name: string) =>
  page.getByRole('radiogroup', { name: 'Roof', exact: true }).getByRole('radio', { name });
/** The state of the design in the bar, for example `Offline (1)`. */
const state = ({ page }: OnPage, name: string | RegExp) =>
  page.getByRole('button', { name }).waitFor({ timeout: 30_000 });
const notKept = ({ page }: OnPage) => page.getByRole('dialog', { name: 'Not kept' });

async function openAgain({ context }: Visitor): Promise<OnPage> {
  const page = await context.newPage();
  await page.goto(address);
  return { page };
}

/** As another window of this browser does, also while this one has no network. */
const signOut = ({ context }: Visitor) => context.request.post('/api/v1/sign-out', { headers: { origin: studio.url } });

/** Places a swallow on the part of the product that is shown. */
async function placeSwallow({ page }: OnPage): Promise<void> {
  await page
    .getByRole('tab', { name: 'Decorate' })
    .or(page.getByRole('button', { name: 'Decorate' }))
    .click();
  await page.getByRole('button', { name: /Place Swallow/ }).click();
}

test('what was done without a network outlasts the window, a sign-out, and another window that did more', async () => {
  onTestFailed(() => pictureEverybody(browser, 'offline'));
  const second = await openAgain(tomas);
  await saved(second);
  await tomas.context.setOffline(true);
  await paint(tomas, 'Corallo').click();
  await state(tomas, 'Offline (1)');
  await placeSwallow(second);
  await state(second, 'Offline (1)');
  await second.page.getByTitle('1 change is kept on this device, and sent when there is a connection.').waitFor();
  await tomas.page.close();
  await second.page.close();
  // The page itself comes from the server: without a network there is none, but what was made waits.
  await expect(openAgain(tomas)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');

  await signOut(tomas);
  await tomas.context.setOffline(false);
  const stranger = { ...tomas, page: await tomas.context.newPage() };
  await enterAs(stranger, 'Noor el Amrani');
  await stranger.page.goto(address);
  await stranger.page.getByRole('alert').waitFor(); // not hers, and nothing of it is shown or sent
  await signOut(stranger);
  await enterAs(stranger, 'Tomás Oliveira');
  await stranger.page.goto(address);
  await saved(stranger);
  for (const visitor of [stranger, mila]) {
    await isPainted(visitor, 'Corallo');
    await visitor.page
      .getByRole('list', { name: 'Elements on the product' })
      .getByRole('button', { name: /Swallow/ })
      .waitFor();
  }
});

test('when the server is killed under edits, they wait on the device, and are stored when it is back', async () => {
  onTestFailed(() => pictureEverybody(browser, 'killed'));
  await paint(mila, 'Salvia').click();
  await studio.crash();
  await roof(tomas, 'Panoramic glass').click();
  await paint(mila, 'Notte').click();
  for (const visitor of [mila, tomas]) {
    await state(visitor, /^Offline \([12]\)$|^Not saved – kept on this device$/);
    await visitor.page.getByTitle(/kept on this device|keep trying/).waitFor();
  }
  await studio.restart();
  for (const visitor of [mila, tomas]) {
    await saved(visitor);
    await visitor.page.reload();
    await saved(visitor);
    await isPainted(visitor, 'Notte');
    await isChosen(roof(visitor, 'Panoramic glass'));
  }
});

test('what is refused is made again, and what is refused twice is listed until it is taken back in', async () => {
  onTestFailed(() => pictureEverybody(browser, 'refused'));
  await tomas.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const refuse = await refusingEdits(tomas.page);
  await tomas.page.reload();
  await saved(tomas);

  refuse(1);
  await paint(tomas, 'Corallo').click();
  await isPainted(mila, 'Corallo'); // by the second attempt
  await saved(tomas);
  expect(await notKept(tomas).count()).toBe(0);

  refuse(2);
  await paint(tomas, 'Salvia').click();
  await notKept(tomas).getByText('Paint is Salvia green').waitFor();
  await isPainted(tomas, 'Corallo');
  await notKept(tomas).getByRole('button', { name: 'Copy' }).click();
  await notKept(tomas).getByRole('button', { name: 'Copied' }).waitFor();
  expect(await tomas.page.evaluate(() => navigator.clipboard.readText())).toBe('Paint is Salvia green');
  await tomas.page.reload();
  await state(tomas, 'Not kept (1)');
  await tomas.page.getByRole('button', { name: 'Not kept (1)' }).press('Enter');
  await notKept(tomas).getByRole('button', { name: 'Try again' }).press('Enter');
  await isPainted(mila, 'Salvia');
  await saved(tomas);
  expect(await tomas.page.getByRole('button', { name: /Not kept/ }).count()).toBe(0);
});

test('what the rules change and what comes after the design is entered is shown, with the reason', async () => {
  onTestFailed(() => pictureEverybody(browser, 'adjusted'));
  await tomas.page.getByRole('tab', { name: 'Top' }).click();
  await placeSwallow(tomas);
  await saved(tomas);
  await tomas.context.setOffline(true);
  await tomas.page.getByRole('combobox', { name: 'Zone' }).selectOption({ label: 'Roof' });
  await state(tomas, /Offline \(\d\)/);
  await roof(mila, 'Panoramic glass').click();
  await saved(mila);
  await tomas.context.setOffline(false);
  await tomas.page.getByRole('button', { name: 'Adjusted (1)' }).click({ timeout: 60_000 });
  await tomas.page.getByText(/Swallow.* was taken off: it cannot stay on Roof/).waitFor();
  await tomas.page.getByText('Stickers hold on a painted roof only').first().waitFor();

  await tomas.context.setOffline(true);
  await tomas.page.getByRole('textbox', { name: 'Why we made this' }).fill('For the first warm day');
  await state(tomas, /Offline \(\d+\)/);
  const { id } = (await (await mila.page.request.get(`/api/v1${address.replace('design', 'designs')}`)).json()) as {
    id: string;
  };
  await mila.page.request.post(`/api/v1/designs/${id}/enter`, { headers: { origin: studio.url } });
  await tomas.context.setOffline(false);
  await notKept(tomas).getByText('For the first warm day').waitFor({ timeout: 60_000 });
  await tomas.page.getByText('This design is entered and does not change any more.').waitFor();
});

/** Stands between a page and the server. @returns refuses the next edits, as a server does that finds a fault in them */
async function refusingEdits(page: Page): Promise<(count: number) => void> {
  let left = 0;
  const isEdit = (message: string | Buffer): boolean =>
    typeof message !== 'string' && message[0] === 0 && message[1] === 2;
  await page.routeWebSocket(/\/sync\//, (route: WebSocketRoute) => {
    const server = route.connectToServer();
    let isRefused = false;
    route.onMessage((message) => {
      if (isRefused) return;
      if (left === 0 || !isEdit(message)) return server.send(message);
      left -= 1;
      isRefused = true;
      void route.close({ code: 4409, reason: 'structure_refused:unknown_key' });
    });
  });
  return (count) => (left = count);
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Somebody with a browser of their own: nothing is shared with the others but the server. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in the page: errors, and what the content security policy refused. */
  readonly faults: readonly string[];
}

export async function visit(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: 1280, height: 860 },
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && /content security policy/i.test(message.text())) faults.push(message.text());
  });
  return { page, context, faults };
}

/** Enters the demo as one of its people, with one click on the front page. */
export async function enterAs({ page }: Visitor, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: new RegExp(`Account of ${name}`) }).waitFor();
}

/** Signs in as a new person: asks for a link, opens the demo's mailbox, follows the link. */
export async function signInByMail({ page }: Visitor, email: string, returnTo: string): Promise<void> {
  await page.goto(`/sign-in?to=${encodeURIComponent(returnTo)}`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.getByRole('link', { name: 'Open the demo mailbox' }).click();
  await page.getByRole('listitem').filter({ hasText: email }).getByRole('link').click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}

const PICTURES = fileURLToPath(new URL('../failures', import.meta.url));

/** What everybody saw when a test failed, as pictures in `client/e2e/failures`. */
export async function pictureEverybody(browser: Browser, name: string): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  await mkdir(PICTURES, { recursive: true });
  await Promise.all(pages.map((page, index) => page.screenshot({ path: join(PICTURES, `${name}-${index + 1}.png`) })));
}

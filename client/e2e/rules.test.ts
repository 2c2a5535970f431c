import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { startStudio, type StudioServer } from './support/studio-server.ts';
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

test('a brand manager changes the rules: told of a slip at its line, of what is needless, of whose designs change; and publishes', async () => {
  onTestFailed(() => pictureEverybody(browser, 'rules'));
  const vera = await visit(browser, studio.url);
  await enterAs(vera, 'Vera Conti');
  const { page } = vera;
  await page.goto('/brand');
  await page.getByRole('link', { name: /Piccola/ }).click();
  const before = await editor(vera).inputValue();
  await page.getByText('This is what is published.').waitFor();

  await append(vera, 'rule quiet-roof: roof is glas excludes spoiler');
  await page.getByText(/there is no option “glas” in roof; did you mean “glass”\?/).waitFor();
  expect(await page.getByRole('button', { name: 'Check', exact: true }).isDisabled()).toBe(true);

  await replaceLast(
    vera,
    'rule quiet-roof: roof is glass excludes roof-rack\n// The supplier is out of them.\nrule no-cherry: roof is not fabric-cherry because "The fabric is sold out"',
  );
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const findings = page.getByRole('region', { name: 'Findings' });
  await findings
    .getByText(/quiet-roof/)
    .first()
    .waitFor();
  await findings
    .getByText(/fabric, cherry/)
    .first()
    .waitFor();
  const impact = page.getByRole('region', { name: 'Open designs' });
  await impact.getByText(/would change$/).waitFor();
  await impact
    .getByText(/fabric, cherry/)
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Publish …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish version 2' });
  await dialog.getByRole('button', { name: 'Publish version 2' }).click();
  await page.getByText('Version 2 is published. New campaigns begin with it.').waitFor();
  await page.reload();
  await page.getByText('This is what is published.').waitFor();
  const after = await editor(vera).inputValue();
  expect(after.startsWith(before.trimEnd())).toBe(true);
  expect(after).toContain(
    '// The supplier is out of them.\nrule no-cherry: roof is not fabric-cherry because "The fabric is sold out"',
  );
  expect(vera.faults).toEqual([]);
});

const editor = ({ page }: Visitor) => page.getByRole('textbox', { name: 'The rules of Piccola' });

async function append(visitor: Visitor, line: string): Promise<void> {
  await editor(visitor).press('Control+End');
  await visitor.page.keyboard.type(`\n${line}`);
}

async function replaceLast(visitor: Visitor, line: string): Promise<void> {
  await visitor.page.keyboard.press('Shift+Home');
  await visitor.page.keyboard.insertText(line);
}

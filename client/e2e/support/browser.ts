import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** `CHROMIUM_PATH`, else an installed Chrome or Chromium, else the one that comes with the development dependencies. */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path));
  const quiet = ['--disable-background-networking', '--no-first-run', '--force-color-profile=srgb'];
  // Chromium's sandbox does not start as root, nor in most containers.
  const sandbox = process.getuid?.() === 0 || process.env['CI'] ? ['--no-sandbox'] : [];
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: [...quiet, ...sandbox] });
  const { default: bundled } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await bundled.executablePath(), args: [...bundled.args, ...quiet] });
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { emptyFolder, startIn } from './studio-server.ts';

/** Fills in the demo once for all tests: drawing its pictures is most of what a first start takes. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await emptyFolder();
  const studio = await startIn(folder, {});
  await studio.end();
  provide('demoData', join(folder, 'data'));
  return () => rm(folder, { recursive: true, force: true });
}

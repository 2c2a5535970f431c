import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '../start-refused.ts';

/**
 * What session cookies are signed with: `configured`, else a secret made at the first start and kept in `dataDir`. Not
 * in the database, so that whoever gets hold of a copy of that cannot make cookies for the sessions in it.
 */
export async function cookieSecret(configured: string | null, dataDir: string): Promise<string> {
  if (configured !== null) return configured;
  const path = join(dataDir, 'auth-secret');
  const draft = `${path}.${randomUUID()}`;
  try {
    const kept = await readKept(path);
    if (kept !== null) return kept;
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    // Of two servers that start together, one's secret becomes that of both.
    await link(draft, path)
      .catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      })
      .finally(() => rm(draft));
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartRefused(
      `No secret for session cookies can be kept in ${dataDir} (${reason}): set AUTH_SECRET, or a DATA_DIR that can be written.`,
    );
  }
}

async function readKept(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

import { killCycles } from './faults/kills.ts';

/**
 * `pnpm bench faults [--cycles n]`: kills the server under load, on the PostgreSQL that DATABASE_URL names or else on the
 * embedded database, and counts acknowledged edits that are gone.
 */
export async function run(): Promise<void> {
  const at = process.argv.indexOf('--cycles');
  const cycles = at < 0 ? 100 : Number(process.argv[at + 1]);
  const databaseUrl = process.env['DATABASE_URL'] ?? null;
  const began = performance.now();
  const report = await killCycles(databaseUrl, cycles);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  process.stdout.write(
    `kill -9 of the server, ${databaseUrl ? 'PostgreSQL' : 'embedded'}: ${JSON.stringify(report)} in ${minutes} min\n`,
  );
}

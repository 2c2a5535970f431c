import { Cluster } from './faults/cluster.ts';
import { databaseFaults } from './faults/database-faults.ts';
import { killCycles } from './faults/kills.ts';
import { numberOption } from './number-option.ts';

const KINDS = ['embedded', 'postgres', 'killed', 'disk_full', 'answer_lost'] as const;
/** Enough for a new cluster, its log and what is written in a run. */
const SMALL_DISK_MB = 256;
type Kind = (typeof KINDS)[number];

/**
 * `pnpm bench faults [embedded] [postgres] [killed] [disk_full] [answer_lost] [--times n] [--seed n]`: kills the server
 * under load, on the embedded database and on a PostgreSQL of its own, and then lets that PostgreSQL die, fill its disk,
 * and lose its answers; counts acknowledged edits that are gone.
 */
export async function run(): Promise<void> {
  const [, , , ...options] = process.argv;
  const times = numberOption('--times', 100);
  const seed = numberOption('--seed', 1);
  const kinds = KINDS.filter((kind) => options.includes(kind));
  for (const kind of kinds.length > 0 ? kinds : KINDS)
    process.stdout.write(`${kind}: ${JSON.stringify(await happen(kind, times, seed))}\n`);
}

async function happen(kind: Kind, times: number, seed: number): Promise<unknown> {
  if (kind === 'embedded') return killCycles(null, times, seed);
  const cluster = await Cluster.make(kind === 'disk_full' ? SMALL_DISK_MB : null);
  try {
    return kind === 'postgres'
      ? await killCycles(cluster.url, times, seed)
      : await databaseFaults(cluster, kind, times, seed);
  } finally {
    await cluster.remove();
  }
}

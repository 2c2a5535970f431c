import { Cluster } from './faults/cluster.ts';
import { databaseFaults } from './faults/database-faults.ts';
import { killCycles } from './faults/kills.ts';

/**
 * `pnpm bench faults [embedded] [postgres] [database] [--cycles n]`: kills the server under load, on the embedded database
 * and on a PostgreSQL of its own, and then that PostgreSQL; counts acknowledged edits that are gone.
 */
export async function run(): Promise<void> {
  const [, , , ...options] = process.argv;
  const at = options.indexOf('--cycles');
  const cycles = at < 0 ? 100 : Number(options[at + 1]);
  const kinds = options.filter((option) => ['embedded', 'postgres', 'database'].includes(option));
  const wants = (kind: string): boolean => kinds.length === 0 || kinds.includes(kind);
  if (wants('embedded')) tell('kill -9 of the server, embedded database', await killCycles(null, cycles));
  if (!wants('postgres') && !wants('database')) return;
  const cluster = await Cluster.make();
  try {
    if (wants('postgres')) tell('kill -9 of the server, PostgreSQL', await killCycles(cluster.url, cycles));
    if (wants('database'))
      for (const fault of ['killed', 'disk_full', 'answer_lost'] as const)
        tell('PostgreSQL under load', await databaseFaults(await Cluster.make(), fault, Math.ceil(cycles / 5)));
  } finally {
    await cluster.remove();
  }
}

function tell(what: string, report: unknown): void {
  process.stdout.write(`${what}: ${JSON.stringify(report)}\n`);
}

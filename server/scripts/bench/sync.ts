import { parseArgs } from 'node:util';
import { Cluster } from './faults/cluster.ts';
import { PEERS, SECRET } from './sync/peers.ts';
import { isDisturbed, keepRun, readRuns, type Run, tables } from './sync/results.ts';
import { SCENARIOS } from './sync/scenarios.ts';
import { makeWorld } from './sync/world.ts';

/**
 * `pnpm bench sync [scenario …] [--times 3] [--peers mitwerk,y-websocket] [--keep FILE] [--profile]`: this server and others
 * of its kind side by side, one after the other in turns. Ours checks, stores on a PostgreSQL of the bench's own and
 * acknowledges; the others have everything off. `--keep` adds the runs to a file and shows the medians of all that is
 * in it, so that the repetitions of a long scenario can be made one by one. `--profile` leaves profiles of the servers in
 * the working directory, one for each of their threads.
 */
export async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(3),
    allowPositionals: true,
    options: {
      times: { type: 'string', default: '3' },
      peers: { type: 'string' },
      keep: { type: 'string' },
      minutes: { type: 'string', default: '3' },
      profile: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(SCENARIOS, name));
  if (unknown.length > 0) throw new Error(`There are: ${Object.keys(SCENARIOS).join(', ')}.`);
  const wanted = Object.entries(SCENARIOS).filter(([name]) => positionals.length === 0 || positionals.includes(name));
  const cluster = await Cluster.make();
  // Stopped from outside it takes its database with it.
  process.once('SIGTERM', () => void cluster.remove().then(() => process.exit(143)));
  const runs: Run[] = [];
  try {
    for (const [scenario, { world: plan, peers, play }] of wanted) {
      const chosen = PEERS.filter(({ name }) => (values.peers?.split(',') ?? peers).includes(name));
      for (let time = 0; time < Number(values.times); time += 1) {
        // New designs each time: ours keeps what was done to them.
        const world = await makeWorld({ ...plan, databaseUrl: cluster.url, secret: SECRET });
        for (const peer of chosen) {
          const nodeOptions = values.profile ? ['--cpu-prof', `--cpu-prof-dir=profiles-${scenario}-${peer.name}`] : [];
          const figures = await play({ cluster, world, peer, nodeOptions, minutes: Number(values.minutes) });
          const made: Run = { scenario, peer: peer.name, figures };
          process.stdout.write(`${isDisturbed(made) ? 'disturbed: ' : ''}${JSON.stringify(made)}\n`);
          runs.push(made);
          if (values.keep !== undefined) await keepRun(values.keep, made);
        }
      }
    }
  } finally {
    await cluster.remove();
  }
  process.stdout.write(`${tables(values.keep === undefined ? runs : await readRuns(values.keep))}\n`);
}

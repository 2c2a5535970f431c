/** `pnpm bench <name>`: measures one thing and prints it, for docs/benchmarks.md. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly run: () => Promise<void> }>>> = {
  space: () => import('./bench/space.ts'),
  'rules-impact': () => import('./bench/rules-impact.ts'),
  'sync-latency': () => import('./bench/sync-latency.ts'),
  sync: () => import('./bench/sync.ts'),
  faults: () => import('./bench/faults.ts'),
  gate: () => import('./bench/gate.ts'),
  hostile: () => import('./bench/hostile.ts'),
  voting: () => import('./bench/voting.ts'),
  simulate: () => import('./bench/simulate.ts'),
};

const [, , name = ''] = process.argv;
const load = BENCHES[name];
if (load) {
  await (await load()).run();
  process.exit();
}
process.stderr.write(`There are: ${Object.keys(BENCHES).join(', ')}\n`);
process.exit(1);

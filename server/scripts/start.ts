import { buildClientIfNeeded } from './build-client.ts';
import { stopWithPackageRunners } from './package-runners.ts';

/** `pnpm start`: the client built if that is due, then the server, in this process, so that signals reach it. */
stopWithPackageRunners();
const begun = performance.now();
process.stdout.write('Looking at the client …\n');
const build = buildClientIfNeeded();
// Takes a second, while vite is at work in a process of its own.
const server = import('../src/main.ts');
try {
  if (await build) {
    process.stdout.write(`Built the client in ${((performance.now() - begun) / 1000).toFixed(1)} s.\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
await (await server).main();

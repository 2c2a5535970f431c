import { buildClientIfNeeded } from './build-client.ts';

/** `pnpm start`: the client built if that is due, then the server, in this process, so that signals reach it. */
try {
  const begun = performance.now();
  process.stdout.write('Looking at the client …\n');
  // The server's code is loaded meanwhile.
  if (await build) {
    process.stdout.write(`Built the client in ${((performance.now() - begun) / 1000).toFixed(1)} s.\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
await (await server).main();

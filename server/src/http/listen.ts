import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { StartRefused } from '../start-refused.ts';

/**
 * What to tell where nothing can listen there.
 * @param variables what the names of the variables begin with that say where
 */
export function listenRefusal(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
  variables: '' | 'METRICS_' = '',
): unknown {
  const place = `port ${String(port)} on ${host}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartRefused(`Another program uses ${place}: stop it, or choose another with ${variables}PORT.`);
    case 'EACCES':
      return new StartRefused(`This user may not listen on ${place}: choose one from 1024 with ${variables}PORT.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartRefused(
        `${variables}HOST ${host} is no address of this machine: try 127.0.0.1, or 0.0.0.0 for all of them.`,
      );
    default:
      return error;
  }
}

/** A port that nobody listens on. */
export async function freePort(host: string): Promise<number> {
  const { address } = await lookup(host).catch((error: unknown) => {
    throw listenRefusal(error, { host, port: 0 });
  });
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', (error) => reject(listenRefusal(error, { host, port: 0 }) as Error))
      .listen(0, address, () => {
        const bound = probe.address();
        probe.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
      });
  });
}

/** An address under which a browser on this machine finds what listens on `host`. */
export function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

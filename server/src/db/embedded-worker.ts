import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parentPort, workerData } from 'node:worker_threads';
import type { EmbeddedAnswer, EmbeddedRequest, EmbeddedStart } from './embedded.ts';

// PGlite blocks its thread while it works, so it has one of its own; the server talks to it as to any PostgreSQL.
const port = parentPort;
if (!port) throw new Error('The embedded database runs in a worker thread.');
const answer = (message: EmbeddedAnswer): void => port.postMessage(message);
const { dataDir, template, address } = workerData as EmbeddedStart;

try {
  const db = await PGlite.create({
    ...(dataDir === null ? {} : { dataDir }),
    ...(template === null ? {} : { loadDataDir: new Blob([template]) }),
  });
  const server = new PGLiteSocketServer({
    db,
    ...('path' in address ? { path: address.path } : { host: address.host, port: 0 }),
    // The pool holds one connection; a closing one may still be there while its successor arrives.
    maxConnections: 8,
  });
  await server.start();
  port.on('message', (request: EmbeddedRequest) => {
    switch (request) {
      case 'dump':
        void db.dumpDataDir('none').then(
          async (dump) => answer({ type: 'dumped', bytes: new Uint8Array(await dump.arrayBuffer()) }),
          (error: unknown) => answer({ type: 'failed', message: String(error) }),
        );
        return;
      case 'close':
        void server
          .stop()
          .then(() => db.close())
          .finally(() => process.exit(0));
    }
  });
  const listening = server.getServerConn();
  answer({ type: 'ready', port: 'path' in address ? null : Number(listening.slice(listening.lastIndexOf(':') + 1)) });
} catch (error) {
  answer({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
}

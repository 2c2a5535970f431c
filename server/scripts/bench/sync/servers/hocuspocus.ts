import { Server } from '@hocuspocus/server';

/** Hocuspocus with its defaults, and nothing that keeps anything. */
const server = new Server({ quiet: true, address: '127.0.0.1' });
await server.listen(Number(process.env['PORT']));

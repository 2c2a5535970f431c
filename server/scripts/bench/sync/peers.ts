import type { Cluster } from '../faults/cluster.ts';
import { freePort } from '../faults/free-port.ts';
import { type Dialect, DIALECTS } from './client/dialect.ts';
import { MeasuredServer } from './server-process.ts';
import type { World } from './world.ts';

export const SECRET = 'for-measuring-0123456789abcdef0123456789abcdef';

export type PeerName = keyof typeof DIALECTS;

/** How one server is started and where its documents are. */
export interface Peer {
  readonly name: PeerName;
  readonly dialect: Dialect;
  /** Whether it knows the documents of a world; otherwise whoever comes first has to bring them. */
  readonly hasWorld: boolean;
  start(cluster: Cluster, nodeOptions: readonly string[]): Promise<MeasuredServer>;
  /** How a member of a document connects to it. */
  seat(world: World, port: number, room: number, member: number): Seat;
}

interface Seat {
  readonly room: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const OURS = new URL('../../../src/main.ts', import.meta.url);
// Its own program, with the version of `ws` that it brings.
const Y_WEBSOCKET = new URL('server.js', import.meta.resolve('@y/websocket-server/utils'));

export const PEERS: readonly Peer[] = [
  {
    ...{ name: 'mitwerk', dialect: DIALECTS.mitwerk, hasWorld: true },
    async start(cluster, nodeOptions) {
      const environment = { DATABASE_URL: cluster.url, AUTH_SECRET: SECRET, DEMO: 'off', LOG_LEVEL: 'silent' };
      return MeasuredServer.start(OURS, await freePort(), environment, nodeOptions);
    },
    seat({ designs }, port, room, member) {
      const design = designs[room];
      // In designs of the same crew not always the same people come first: nobody may do everything at once.
      const cookie = design?.cookies[(room * 7 + member) % design.cookies.length];
      if (!design || cookie === undefined) throw new Error('The world is too small.');
      const headers = { cookie, origin: `http://127.0.0.1:${String(port)}` };
      return { room: design.id, path: `/sync/${design.id}`, headers };
    },
  },
  anonymous('y-websocket', Y_WEBSOCKET),
  anonymous('hocuspocus', new URL('servers/hocuspocus.ts', import.meta.url)),
  anonymous('relay', new URL('servers/relay.ts', import.meta.url)),
];

/** A server that takes everybody, and any document. */
function anonymous(name: PeerName, program: URL): Peer {
  return {
    ...{ name, dialect: DIALECTS[name], hasWorld: false },
    start: async (_cluster, nodeOptions) => MeasuredServer.start(program, await freePort(), {}, nodeOptions),
    seat({ designs }, _port, room) {
      const id = designs[room]?.id;
      if (id === undefined) throw new Error('The world is too small.');
      return { room: id, path: `/${id}`, headers: {} };
    },
  };
}

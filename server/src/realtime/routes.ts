import websocket from '@fastify/websocket';
import type { FastifyPluginAsync } from 'fastify';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { DomainError } from 'shared/errors.ts';
import type { DesignId } from 'shared/ids.ts';
import type { PersonOf } from '../accounts/sessions.ts';
import { isOwnOrigin } from '../http/same-origin.ts';
import { closeWire } from './connection.ts';
import type { Rooms } from './rooms.ts';
import { wsWire } from './ws-wire.ts';

export interface RealtimeDeps {
  readonly rooms: Rooms;
  /** Ends what `rooms` lives by; called before the server closes its sockets. */
  readonly closeRooms: () => Promise<void>;
  /** Asked again once somebody is on their way in. */
  readonly personOf: PersonOf;
  /** Where the studio is served, for example `https://studio.example.org`. */
  readonly publicUrl: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const SOCKET_LIMITS = {
  // An update takes at most a quarter of this; a frame may hold nothing else.
  maxPayload: 1024 * 1024,
  maxFragments: 64,
  perMessageDeflate: false,
  // Who is told to go and does not is cut off, also when the server stops: it has ten seconds for all of it.
  closeTimeout: 3_000,
};

/** `GET /sync/:designId`: the live design, in the protocol of y-websocket and the messages of `shared/realtime`. */
export const realtimeRoutes: FastifyPluginAsync<RealtimeDeps> = async (app, deps) => {
  const { rooms, closeRooms, personOf, publicUrl } = deps;
  // Before the plugin's own: it would close the sockets without a word about why.
  app.addHook('preClose', async () => {
    refuseUpgrades(app.server);
    await closeRooms();
  });
  await app.register(websocket, { options: SOCKET_LIMITS });

  app.get<{ Params: { designId: string }; Querystring: { state?: string; person?: string } }>(
    '/sync/:designId',
    {
      websocket: true,
      preValidation: async (request) => {
        // A page of another site must not even get an answer: the browser would send the person's cookie with it.
        const { origin } = request.headers;
        if (origin === undefined || !isOwnOrigin(origin, request.headers, publicUrl))
          throw new DomainError('not_allowed', 'This page may not open a design.');
      },
    },
    (socket, request) => {
      const person = request.person && {
        id: request.person.id,
        name: request.person.name,
        colour: request.person.colour,
      };
      const { designId } = request.params;
      const wire = wsWire(socket, request.raw.socket);
      if (!UUID.test(designId)) return closeWire(wire, 'design_not_found');
      // Somebody else has signed in in this browser since: what waits in an older window is not theirs.
      const claimed = request.query.person;
      if (person && claimed !== undefined && claimed !== person.id)
        return closeWire(wire, 'sign_in_required', 'other_person');
      const isSignedIn = async (): Promise<boolean> => (await personOf(request.headers))?.id === person?.id;
      rooms.join(wire, designId as DesignId, person, { wantsV2: request.query.state === 'v2', isSignedIn });
    },
  );
};

/**
 * Turns away whoever wants to open a socket from now on. Fastify, once it is closing, answers them and leaves their
 * connection open, which nobody reads any more: the server would wait for it for ever.
 */
function refuseUpgrades(server: Server): void {
  server.removeAllListeners('upgrade');
  server.on('upgrade', (_request, socket: Duplex) => {
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () =>
      socket.destroy(),
    );
  });
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { wsWire } from './ws-wire.ts';

test('messages of every length arrive as they were sent, in their order, between those of the library', async () => {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const messages = [0, 1, 125, 126, 127, 9_000, 65_535, 65_536, 200_000].map((length) =>
    Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256),
  );
  server.on('connection', (socket, request) => {
    const wire = wsWire(socket, request.socket);
    wire.send(messages.slice(0, 4));
    wire.ping();
    for (const message of messages.slice(4)) wire.send([message]);
    socket.send(Uint8Array.of(1, 2, 3));
    wire.send(messages);
    wire.close(1000, 'done');
    wire.send(messages);
  });
  const client = new WebSocket(`ws://127.0.0.1:${String((http.address() as AddressInfo).port)}`);
  const received: Uint8Array[] = [];
  client.on('message', (data: Buffer) => received.push(Uint8Array.from(data)));
  const [code] = (await once(client, 'close')) as [number];
  expect(code).toBe(1000);
  expect(received).toEqual([...messages, Uint8Array.of(1, 2, 3), ...messages]);
  server.close();
  http.close();
});

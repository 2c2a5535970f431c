import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Wire, WireListener } from './wire.ts';
import { binaryFrame, frameLength, oneBuffer } from './binary-frame.ts';

/** Up to here several messages are copied into one buffer, which costs less than handing the system a list. */
const MOST_COPIED_BYTES = 16 * 1024;

/**
 * A WebSocket as a `Wire`. Messages are written to its TCP socket as frames that are made once for all receivers and go
 * out in one call of the system: that call is what a relay of small updates spends its time on.
 */
export function wsWire(socket: WebSocket, tcp: Socket): Wire {
  // An error that nobody hears ends the process.
  socket.on('error', () => socket.terminate());
  return {
    get isOpen() {
      return socket.readyState === socket.OPEN;
    },
    get waitingBytes() {
      return socket.bufferedAmount;
    },
    send(messages) {
      if (socket.readyState === socket.OPEN) writeFrames(tcp, messages);
    },
    ping: () => socket.ping(),
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    listen: (hears) => listen(socket, hears),
  };
}

function writeFrames(tcp: Socket, messages: readonly Uint8Array[]): void {
  const [only] = messages;
  if (!only) return;
  if (messages.length === 1) return void tcp.write(binaryFrame(only));
  const bytes = messages.reduce((sum, message) => sum + frameLength(message), 0);
  if (bytes <= MOST_COPIED_BYTES) return void tcp.write(oneBuffer(messages));
  tcp.cork();
  for (const message of messages) tcp.write(binaryFrame(message));
  tcp.uncork();
}

function listen(socket: WebSocket, { message, pong, closed }: WireListener): void {
  socket.on('message', (data, isBinary) => {
    if (!isBinary || !Buffer.isBuffer(data)) return message(null);
    message(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  });
  socket.on('pong', pong);
  if (socket.readyState === socket.CLOSED) closed(1006);
  else socket.once('close', closed);
}

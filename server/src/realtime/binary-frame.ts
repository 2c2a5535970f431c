const FINAL_BINARY = 0x82;
/** Shorter ones are made anew for each receiver: to look for them costs as much. */
const WORTH_KEEPING_BYTES = 32;
const frames = new WeakMap<Uint8Array, Buffer>();

/**
 * A message as one unmasked, uncompressed binary WebSocket frame (RFC 6455, 5.2), as a server sends it. Made once for a
 * message, however many receive it.
 */
export function binaryFrame(message: Uint8Array): Buffer {
  if (message.length < WORTH_KEEPING_BYTES) return oneBuffer([message]);
  const known = frames.get(message);
  if (known) return known;
  const frame = oneBuffer([message]);
  frames.set(message, frame);
  return frame;
}

/** Messages as frames after each other, for one receiver. */
export function oneBuffer(messages: readonly Uint8Array[]): Buffer {
  let size = 0;
  for (const { length } of messages) size += headLength(length) + length;
  const frames = Buffer.allocUnsafe(size);
  let at = 0;
  for (const message of messages) {
    at = writeHead(frames, at, message.length);
    frames.set(message, at);
    at += message.length;
  }
  return frames;
}

export function frameLength(message: Uint8Array): number {
  return headLength(message.length) + message.length;
}

function headLength(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10;
}

/** @returns where the message begins */
function writeHead(frame: Buffer, at: number, length: number): number {
  frame[at] = FINAL_BINARY;
  const head = headLength(length);
  if (head === 2) frame[at + 1] = length;
  else if (head === 4) {
    frame[at + 1] = 126;
    frame.writeUInt16BE(length, at + 2);
  } else {
    frame[at + 1] = 127;
    frame.writeBigUInt64BE(BigInt(length), at + 2);
  }
  return at + head;
}

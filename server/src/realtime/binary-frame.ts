const FINAL_BINARY = 0x82;
const frames = new WeakMap<Uint8Array, Buffer>();

/**
 * A message as one unmasked, uncompressed binary WebSocket frame (RFC 6455, 5.2), as a server sends it. Made once for a
 * message, however many receive it.
 */
export function binaryFrame(message: Uint8Array): Buffer {
  const known = frames.get(message);
  if (known) return known;
  const { length } = message;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = FINAL_BINARY;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(message, head);
  frames.set(message, frame);
  return frame;
}

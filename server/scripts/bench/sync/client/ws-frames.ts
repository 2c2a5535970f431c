/** Four bytes that a client's frames are masked with (RFC 6455, 5.3). Which, does not matter on a loopback. */
const MASK = [0x37, 0xfa, 0x21, 0x3d] as const;
const FINAL_BINARY = 0x82;
const PONG = 0x8a;

/** A message as one masked WebSocket frame, as a client sends it. */
export function clientFrame(message: Uint8Array, head = FINAL_BINARY): Buffer {
  const { length } = message;
  const size = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(size + 4 + length);
  frame[0] = head;
  if (size === 2) frame[1] = 0x80 | length;
  else if (size === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(MASK, size);
  for (let at = 0; at < length; at += 1) frame[size + 4 + at] = (message[at] ?? 0) ^ (MASK[at & 3] ?? 0);
  return frame;
}

/** The answer to a ping. */
export const pongFrame = (payload: Uint8Array): Buffer => clientFrame(payload, PONG);

export interface FrameListener {
  /** The bytes are only good until it returns. */
  message(bytes: Buffer): void;
  ping(payload: Buffer): void;
  close(code: number, reason: string): void;
}

/** Cuts what a server sends into frames, wherever the network has cut it. */
export class FrameReader {
  readonly #listener: FrameListener;
  #parts: Buffer[] = [];
  #have = 0;
  /** How many bytes the frame takes that has begun, as far as that is known. */
  #need = 0;

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  take(chunk: Buffer): void {
    if (this.#have > 0) {
      this.#keep(chunk);
      if (this.#have < this.#need) return;
    }
    const bytes = this.#have > 0 ? Buffer.concat(this.#parts) : chunk;
    this.#parts = [];
    this.#have = this.#need = 0;
    let at = 0;
    for (;;) {
      const used = this.#one(bytes, at);
      if (used === 0) break;
      at += used;
    }
    if (at < bytes.length) this.#keep(bytes.subarray(at));
  }

  /** The chunk is used again for the next read: what is kept has to be copied. */
  #keep(bytes: Buffer): void {
    this.#parts.push(Buffer.from(bytes));
    this.#have += bytes.length;
  }

  /** @returns how many bytes the frame takes; 0: it is not whole yet */
  #one(bytes: Buffer, at: number): number {
    if (bytes.length < at + 2) return 0;
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (bytes.length < at + head) return 0;
    const length =
      short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    const end = at + head + length;
    if (bytes.length < end) {
      this.#need = end - at;
      return 0;
    }
    this.#hand((bytes[at] ?? 0) & 0x0f, bytes.subarray(at + head, end));
    return head + length;
  }

  #hand(opcode: number, payload: Buffer): void {
    if (opcode === 2) this.#listener.message(payload);
    else if (opcode === 9) this.#listener.ping(payload);
    else if (opcode === 8)
      this.#listener.close(payload.length < 2 ? 1005 : payload.readUInt16BE(0), payload.subarray(2).toString());
  }
}

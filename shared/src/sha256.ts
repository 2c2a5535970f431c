import { toHexString } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';

/** SHA-256 of bytes: 32 bytes. Synchronous like `sha256Hex`, for hashes of hashes. */
export function sha256(data: Uint8Array): Uint8Array {
  return digest(data);
}

/**
 * SHA-256 of a text (as UTF-8) or of bytes, in lower-case hexadecimal. Synchronous, unlike the browser's own, so that
 * rules which need a hash stay plain functions; lib0 uses Node's on the server and its own JavaScript in the browser.
 */
export function sha256Hex(data: string | Uint8Array): string {
  return toHexString(sha256(typeof data === 'string' ? encodeUtf8(data) : data));
}

/** 32 bytes of the browser's randomness, in hexadecimal. */
export function makeNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

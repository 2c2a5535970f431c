/**
 * A PostgreSQL array as text, for a parameter that is cast to its type. The driver would ask the server for the type of
 * every array first, which the embedded database does not tell.
 */
export function arrayOf(values: readonly (string | number | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : String(value))).join(',')}}`;
}

/** The same for bytes. */
export function byteaArrayOf(values: readonly Uint8Array[]): string {
  return `{${values.map((bytes) => `"\\\\x${hexOf(bytes)}"`).join(',')}}`;
}

function hexOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('hex');
}

export interface ZipFile {
  readonly name: string;
  /** Unpacked, in bytes. */
  readonly size: number;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;

/**
 * What is in a zip, from the directory at its end, without unpacking anything. Empty where there is no such directory.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.12 and 4.3.16
 */
export function listZip(archive: ArrayBuffer): readonly ZipFile[] {
  const view = new DataView(archive);
  let end = archive.byteLength - END_LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1; // a comment may follow
  if (end < 0) return [];
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const files: ZipFile[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY) return [];
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(archive, at + ENTRY_LENGTH, nameLength));
    files.push({ name, size: view.getUint32(at + 24, true) });
    at += ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

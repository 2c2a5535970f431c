import { expect, test } from 'vitest';
import { listZip } from './zip-listing.ts';

// a.txt ("hello\n") and b/c.json ("{}\n"), stored without compression.
const SAMPLE =
  'UEsDBBQAAAAAAAAAIQAgMDo2BgAAAAYAAAAFAAAAYS50eHRoZWxsbwpQSwMEFAAAAAAAAAAhAAawod0DAAAAAwAAAAgAAABiL2MuanNvbnt9ClBLAQIUAxQAAAAAAAAAIQAgMDo2BgAAAAYAAAAFAAAAAAAAAAAAAACAAQAAAABhLnR4dFBLAQIUAxQAAAAAAAAAIQAGsKHdAwAAAAMAAAAIAAAAAAAAAAAAAACAASkAAABiL2MuanNvblBLBQYAAAAAAgACAGkAAABSAAAAAAA=';
const bytesOf = (base64: string): ArrayBuffer => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer;

test('the files of a zip are listed with their sizes', () => {
  expect(listZip(bytesOf(SAMPLE))).toEqual([
    { name: 'a.txt', size: 6 },
    { name: 'b/c.json', size: 3 },
  ]);
});

test('what is no zip has no files', () => {
  expect(listZip(new ArrayBuffer(0))).toEqual([]);
  expect(listZip(new TextEncoder().encode('this is certainly not a zip file, is it?').buffer)).toEqual([]);
});

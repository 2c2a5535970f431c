import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as decoding from 'lib0/decoding';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What runs on the server, with the text of each file; not tests, and not what takes the place of clients in them. */
const sources = ['server/src', 'shared/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !/\.test\.ts$|\/testing\/|\/simulation\//.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') })),
);
const filesWith = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

/** Who may make bytes a part of a document, and why nobody unchecked can have written them. */
const APPLY = {
  'server/src/realtime/committed-state.ts': 'they are committed',
  'server/src/realtime/document-content.ts': 'the server has encoded them, to see whether they load',
  'server/src/realtime/gate.ts': 'it has looked at their structure',
  'server/src/realtime/load-design.ts': 'they are in the log',
  'server/src/realtime/read-updates.ts': 'they are in the log',
  'server/src/realtime/room-document.ts': 'the gate has admitted them',
};

test('only bytes that were checked, or are committed, are applied to a document', () => {
  expect(filesWith(/\bapplyUpdate(V2)?\b/).sort()).toEqual(Object.keys(APPLY).sort());
});

test('nothing reads messages of the protocol as y-protocols does, which swallows what goes wrong', () => {
  expect(filesWith(/\b(readSyncStep[12]|readSyncMessage|readUpdateV?2?|applyAwarenessUpdate)\b/)).toEqual([]);
});

test('of the second format only the server’s own bytes are read: a few of them can hold millions of structs', () => {
  const reading = filesWith(/\b(applyUpdateV2|decodeUpdateV2|convertUpdateFormatV2ToV1|mergeUpdatesV2|diffUpdateV2)\b/);
  // The structure check gives it the decoder of the first format.
  expect(reading.sort()).toEqual(['server/src/realtime/committed-state.ts', 'shared/src/design/structure.ts']);
});

test('lib0 is one that does not read beyond a message, for everybody who asks for it', () => {
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
  const installed = [...lock.matchAll(/^ {2}lib0@(\d+)\.(\d+)\.(\d+)/gm)].map(([, ...version]) => version.map(Number));
  expect(installed.length).toBeGreaterThan(0);
  for (const [major, minor, patch] of installed) expect([major, minor, (patch ?? 0) >= 120]).toEqual([0, 2, true]);
  expect(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')).toMatch(
    /^overrides:\n(?: .*\n)*? {2}lib0: \^0\.2\.1[2-9]\d$/m,
  );
});

test('a message that claims to be longer than it is gives nothing of the memory behind it', () => {
  const memory = Buffer.from('\u0009shortsecret of somebody else');
  const read = (): Uint8Array =>
    decoding.readVarUint8Array(decoding.createDecoder(new Uint8Array(memory.buffer, memory.byteOffset, 6)));
  expect(read).toThrow('Unexpected end of array');
});

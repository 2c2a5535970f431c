import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const ENGINE = fileURLToPath(new URL('../../../shared/src/space/engine/', import.meta.url));
const ANSWERING = ['engine', 'resolve-picks', 'decode-engine', 'design-counts'];
/**
 * What a browser loads that is sent encoded rules and their graph: at once for what is left, counts and prices; then for
 * the first explanation; and what it takes to do without what is sent. Searching, which only rules without a graph need,
 * and counting by costs, which only rules that limit them need, count where the former is named.
 */
export const ENGINE_PARTS = {
  'what is left, counts, costs, picks, with a graph that was sent': ANSWERING,
  'and explanations and fixes': [...ANSWERING, 'explanation'],
  'and drawing, completing, estimates': [...ANSWERING, 'explanation', 'choosing', 'estimate'],
  'all of it: also searching, encoding and compiling': [
    ...ANSWERING,
    'explanation',
    'choosing',
    'estimate',
    'compile',
    'encoding-engines',
    'searching',
  ],
} as const;

/** What the studio loads for other reasons. */
const ELSEWHERE =
  /^(?:typebox|yjs|lib0)(?:[/]|$)|[/](?:schema|price|condition|defaults|violations|errors|canonical-json|sha256|doc-keys)\.ts$/;

/** How many bytes the engine adds to what a browser loads: minified, gzip −9. */
export async function engineBytes(entries: readonly string[]): Promise<{
  readonly gzip: number;
  readonly plain: number;
  readonly modules: number;
}> {
  const entry = 'virtual:engine';
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id: string) => (id.endsWith(entry) ? entry : null),
        load: (id: string) =>
          id === entry
            ? entries.map((name) => `export * from ${JSON.stringify(`${ENGINE}${name}.ts`)};`).join('\n')
            : null,
      },
    ],
    build: {
      write: false,
      // As a library: Vite's loader of later parts, which the studio has anyway, is not added.
      lib: { entry, formats: ['es'], fileName: 'engine' },
      target: 'es2023',
      rolldownOptions: {
        external: (id: string) =>
          ELSEWHERE.test(id) || (!entries.includes('searching') && /[/](?:searching|within-limits)[.]ts$/.test(id)),
        preserveEntrySignatures: 'strict',
        output: { minify: true },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const chunks = outputs.filter((one) => one.type === 'chunk');
  const code = chunks.map((chunk) => chunk.code).join('\n');
  const modules = chunks.flatMap((chunk) => Object.keys(chunk.modules)).length;
  return { gzip: gzipSync(code, { level: 9 }).length, plain: Buffer.byteLength(code), modules };
}

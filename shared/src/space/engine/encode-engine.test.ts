import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import { anyRuleSpace, everyWish } from '../../testing/any-rules.ts';
import { makeSpace } from '../../testing/make-space.ts';
import type { Space } from '../schema.ts';
import { compileModel } from './compile.ts';
import { designCounts } from './design-counts.ts';
import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';
import { decodeEngine } from './decode-engine.ts';
import { encodeEngine } from './encode-engine.ts';
import { rulesHash } from './engine-format.ts';
import { Explainer } from './explanation.ts';

/** The bytes of a space, and the engine that wrote them. */
function written(space: Space, isCompiled = true, mostDefinitions = 300) {
  const rules = encodeSpace(space, mostDefinitions);
  const graph = isCompiled ? compileModel(rules.model) : null;
  return { bytes: encodeEngine(space, rules, graph), engine: new Engine(rules, graph) };
}

/** All that can be asked of an engine of a small space. */
function answers(engine: Engine, space: Space) {
  const wishes = everyWish(space);
  const domains = engine.domains([]);
  const counts = designCounts(engine, []);
  const explainer = new Explainer(engine);
  return {
    count: engine.count([]),
    cheap: engine.isConsistent([{ key: 'budget', value: 20 }]),
    wishes: wishes.map((wish) => ({
      isPossible: domains.isPossible(wish.key, wish.value),
      count: counts?.of(wish.key, wish.value) ?? null,
      left: engine.count([wish]),
      reason: explainer.explain(
        wishes.slice(0, 3).filter(({ key }) => key !== wish.key),
        [wish],
      ),
    })),
  };
}

const mismatch = (name: string) => expect.objectContaining({ name });

describe('an engine that was written and read', () => {
  test('answers as the one that wrote it', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRuleSpace,
        fc.boolean(),
        fc.constantFrom(0, 300),
        async (space, isCompiled, mostDefinitions) => {
          const { bytes, engine } = written(space, isCompiled, mostDefinitions);
          const read = await decodeEngine(space, bytes);
          expect(read.compiled === null).toBe(!isCompiled);
          expect(answers(read, space)).toEqual(answers(engine, space));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is the same bytes each time, which say the same of any space with these rules', async () => {
    const { bytes } = written(makeSpace());
    expect(written(makeSpace()).bytes).toEqual(bytes);
    const relabelled = makeSpace({ summary: { en: 'Another text' }, inks: [] });
    expect(rulesHash(relabelled)).toBe(rulesHash(makeSpace()));
    expect((await decodeEngine(relabelled, bytes)).count([])).toBe(written(makeSpace()).engine.count([]));
  });
});

describe('bytes that are not the engine of the space at hand', () => {
  const space = makeSpace();
  const { bytes, engine } = written(space);

  test.each<[string, Partial<Space>]>([
    ['one rule less', { rules: space.rules.slice(1) }],
    ['another order of rules', { rules: space.rules.toReversed() }],
    ['another base price', { basePriceCents: 1 }],
    ['no price lines', { priceLines: [] }],
    ['one parameter less', { parameters: space.parameters.slice(0, -1) }],
  ])('are refused: %s', async (_, changes) => {
    const other = makeSpace(changes);
    await expect(decodeEngine(other, bytes)).rejects.toEqual(mismatch('EngineMismatch'));
    await expect(decodeEngine(other, bytes)).rejects.toThrow('hash');
  });

  test('are refused when they come with the graph of other rules', async () => {
    const looser = makeSpace({ rules: space.rules.slice(1) });
    const [bare, bareLooser] = [written(space, false).bytes, written(looser, false).bytes];
    // Up to the graph both are as without one, but for the length of the graph at the end: here those of the looser rules.
    const graph = written(looser).bytes.subarray(bareLooser.length - 1);
    const forged = joined(bare.subarray(0, -1), graph);
    await expect(decodeEngine(space, forged)).rejects.toEqual(mismatch('GraphMismatch'));
    const own = joined(bare.subarray(0, -1), bytes.subarray(bare.length - 1));
    expect((await decodeEngine(space, own)).count([])).toBe(engine.count([]));
  });

  test('are refused in another format, or none at all', async () => {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, 'mitwerk-engine/9');
    await expect(decodeEngine(space, encoding.toUint8Array(encoder))).rejects.toThrow('format');
    await expect(decodeEngine(space, new Uint8Array())).rejects.toEqual(mismatch('EngineMismatch'));
    await expect(
      decodeEngine(space, new TextEncoder().encode('<!doctype html><title>Not found</title>')),
    ).rejects.toEqual(mismatch('EngineMismatch'));
  });

  test('are refused wherever they are cut off, and with something after them', async () => {
    for (let length = 0; length < bytes.length; length += 7)
      await expect(decodeEngine(space, bytes.subarray(0, length))).rejects.toThrow();
    await expect(decodeEngine(space, joined(bytes, Uint8Array.of(0)))).rejects.toEqual(mismatch('EngineMismatch'));
  });

  test('are refused with any byte changed', async () => {
    const step = Math.max(1, Math.floor(bytes.length / 400));
    for (let at = 0; at < bytes.length; at += step) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      const error: unknown = await decodeEngine(space, changed).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect({ at, name: error instanceof Error ? error.name : error }).toEqual({
        at,
        name: expect.stringMatching(/^(Engine|Graph)Mismatch$/) as string,
      });
    }
    expect((await decodeEngine(space, bytes)).count([])).toBe(engine.count([]));
  });

  test('are refused when they are random', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (junk) => {
        await expect(decodeEngine(space, junk)).rejects.toEqual(mismatch('EngineMismatch'));
        await expect(decodeEngine(space, joined(bytes.subarray(0, 90), junk))).rejects.toThrow();
      }),
      { numRuns: 200 },
    );
  });
});

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

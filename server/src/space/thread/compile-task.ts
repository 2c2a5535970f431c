import { type CompileBudget, compileModel } from 'shared/space/engine/compile.ts';
import { encodeSpace } from 'shared/space/engine/encode.ts';
import { decodeEngine } from 'shared/space/engine/decode-engine.ts';
import { encodeEngine } from 'shared/space/engine/encode-engine.ts';
import { rulesHash } from 'shared/space/engine/engine-format.ts';
import { useEngine } from 'shared/space/engine/engine-of.ts';
import { Engine } from 'shared/space/engine/engine.ts';
import type { Space } from 'shared/space/schema.ts';
import type { CompiledRules, Gives, Takes } from './messages.ts';

export async function compileTask({ space, stored }: Takes<'compile'>): Promise<Gives<'compile'>> {
  const mismatch = stored && (await mismatchOf(space, stored));
  if (stored && mismatch === null) return { ...stored, isNew: false, mismatch };
  return { ...compiledOf(space).compiled, isNew: true, mismatch };
}

/** The compiled rules of a space, which its engine uses from now on. @throws TooFine */
export function compiledOf(
  space: Space,
  budget?: CompileBudget,
): { readonly compiled: CompiledRules; readonly isWhole: boolean } {
  const rules = encodeSpace(space);
  const graph = compileModel(rules.model, budget);
  useEngine(space, new Engine(rules, graph));
  const compiled = { rulesHash: rulesHash(space), engine: encodeEngine(space, rules, graph) };
  return { compiled, isWhole: graph !== null };
}

/** What is wrong with what is stored; null: it is to the byte what these rules are encoded as, and then a sound graph. */
async function mismatchOf(space: Space, stored: CompiledRules): Promise<string | null> {
  if (stored.rulesHash !== rulesHash(space)) return 'The stored hash is that of other rules.';
  try {
    const engine = await decodeEngine(space, stored.engine);
    // The graph comes last, and is empty here.
    const rules = encodeEngine(space, encodeSpace(space), null).subarray(0, -1);
    if (Buffer.compare(rules, stored.engine.subarray(0, rules.length)) !== 0) return 'The stored rules are other ones.';
    useEngine(space, engine);
    return null;
  } catch (error) {
    if (error instanceof Error && error.name.endsWith('Mismatch')) return error.message;
    throw error;
  }
}

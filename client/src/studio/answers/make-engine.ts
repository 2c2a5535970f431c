import { encodeSpace } from 'shared/space/engine/encode.ts';
import { Engine } from 'shared/space/engine/engine.ts';
import { decodeGraph, modelHash } from 'shared/space/engine/graph-bytes.ts';
import type { Graph } from 'shared/space/engine/graph.ts';
import type { RuleModel } from 'shared/space/engine/rule-model.ts';
import type { Space } from 'shared/space/schema.ts';

/** Encodes the rules of a space. @param bytes perhaps their compiled graph */
export function makeEngine(space: Space, bytes: Uint8Array | null): Engine {
  const rules = encodeSpace(space);
  return new Engine(rules, bytes && graphOf(rules.model, bytes));
}

function graphOf(model: RuleModel, bytes: Uint8Array): Graph | null {
  try {
    return decodeGraph(bytes, model, modelHash(model));
  } catch {
    return null; // of other rules: searching finds the same
  }
}

import { readFile, stat } from 'node:fs/promises';
import { DomainError } from 'shared/errors.ts';
import { assertForm, assertWellFormed } from 'shared/space/assert-space.ts';
import type { EncodedRules } from 'shared/space/engine/encoded-rules.ts';
import { encodeModel, MODEL_FORMAT } from 'shared/space/engine/encode-model.ts';
import { LanguageError } from 'shared/space/language/language-error.ts';
import { parseSpaceText, type SpaceText } from 'shared/space/language/parse-space.ts';
import { type Space, SPACE_SCHEMA_VERSION } from 'shared/space/schema.ts';
import { jsonErrorAt } from './json-place.ts';
import { assertPossible } from './possible-parameter.ts';
import { Unusable } from './unusable.ts';

/** What a file says: the rules of a space, or a model of yes/no options. `queries` are as they were written. */
export type RuleFile =
  | { readonly kind: 'model'; readonly rules: EncodedRules; readonly queries: unknown; readonly facts: unknown }
  | { readonly kind: 'space'; readonly space: Space; readonly queries: unknown; readonly isText: boolean };

const MOST_BYTES = 32 * 1024 * 1024;

/** Of a space that was written as text, or without its drawing, what no rule speaks of. */
const NO_DRAWING = { layers: [], fonts: [], stickers: [], starters: [], maxElements: 0 };

/**
 * Reads a space, as JSON or as text, or a model, as JSON.
 * @param name as the person wrote it, for messages
 * @throws Unusable
 */
export async function readRuleFile(path: string, name: string): Promise<RuleFile> {
  const text = await readText(path, name);
  const isJson = name.toLowerCase().endsWith('.json') || /^\s*[{[]/.test(text);
  try {
    return isJson ? fromJson(text, name) : fromText(text, name);
  } catch (error) {
    if (error instanceof DomainError) throw new Unusable(`${name}: ${error.message}`);
    if (error instanceof RangeError) throw new Unusable(`${name}: is nested too deeply, or has too many values`);
    throw error;
  }
}

async function readText(path: string, name: string): Promise<string> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Unusable(
      `${name}: ${error.code === 'ENOENT' ? 'there is no such file' : `cannot be read (${String(error.code)})`}`,
    );
  });
  if (found.isDirectory()) throw new Unusable(`${name}: is a directory; name a file with a space or a model`);
  if (!found.isFile()) throw new Unusable(`${name}: is no regular file`);
  if (found.size > MOST_BYTES)
    throw new Unusable(`${name}: is too large (${String(found.size)} bytes; at most ${String(MOST_BYTES)})`);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Unusable(`${name}: cannot be read (${String(error.code)})`);
  });
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unusable(`${name}: is not text (it is not UTF-8)`);
  }
  if (text.includes('\0')) throw new Unusable(`${name}: is not text (it has NUL bytes)`);
  if (text.trim() === '') throw new Unusable(`${name}: is empty`);
  return text;
}

function fromText(text: string, name: string): RuleFile {
  try {
    const { space } = parseSpaceText(text);
    return { kind: 'space', space: checked(space), queries: [], isText: true };
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    throw new Unusable(`${name}:${String(error.line)}:${String(error.column)}: ${error.message}`);
  }
}

function fromJson(text: string, name: string): RuleFile {
  const value = parsed(text, name);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw neither(name);
  const { queries = [], ...rest } = value as Readonly<Record<string, unknown>>;
  if ('format' in rest || 'clauses' in rest || 'variables' in rest)
    return { kind: 'model', rules: encodeModel(rest), queries, facts: rest['facts'] };
  if (!('schema' in rest) && !('parameters' in rest)) throw neither(name);
  return { kind: 'space', space: checked(rest), queries, isText: false };
}

function neither(name: string): Unusable {
  const wanted = `"schema": "${SPACE_SCHEMA_VERSION}" or "format": "${MODEL_FORMAT}"`;
  return new Unusable(`${name}: is neither a space nor a model; it needs ${wanted}`);
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const at = jsonErrorAt(text);
    const before = text.slice(0, at).split('\n');
    const place = `${name}:${String(before.length)}:${String([...(before.at(-1) ?? '')].length + 1)}`;
    const rest = [...text.slice(at, at + 10)][0];
    throw new Unusable(
      `${place}: is not JSON; ${rest === undefined ? 'it ends too early' : `${JSON.stringify(rest)} is wrong here`}`,
    );
  }
}

/** A space whose form is right and which names only what exists; its defaults are values, but may break its rules. */
function checked(given: SpaceText | Readonly<Record<string, unknown>>): Space {
  const space = { ...drawingFor(given), ...given } as Space;
  assertForm(space);
  for (const parameter of space.parameters) assertPossible(parameter);
  const named = [...space.layers.map(({ layer }) => layer), ...space.zones.map(({ after }) => after)];
  const layers = [...named, ...(space.texts ?? []).map(({ after }) => after)].map((id) => ({ id, shapes: [] }));
  const artwork = { viewBox: [0, 0, 1, 1] as const, layers, definitions: [] };
  const stickers = Object.fromEntries(space.stickers.map(({ id }) => [id, artwork]));
  assertWellFormed({ space, artwork, stickers } as never);
  return space;
}

function drawingFor({ parameters }: { readonly parameters?: unknown }): object {
  const label = { en: '–' };
  const places = (Array.isArray(parameters) ? (parameters as readonly unknown[]) : []).flatMap((one) => {
    const zones = (one as { readonly zones?: unknown } | null)?.zones;
    return Array.isArray(zones) ? (zones as readonly string[]) : [];
  });
  const polygon = [[0, 0] as const, [1, 0] as const, [0, 1] as const];
  const zone = {
    label,
    view: 'front',
    polygon,
    after: 'base',
    kinds: ['sticker'],
    maxElements: 1,
    minSizeMm: 1,
    maxSizeMm: 1,
  };
  return {
    ...NO_DRAWING,
    views: [{ id: 'front', label, box: [0, 0, 1, 1] }],
    inks: [{ id: 'ink', label, colour: '#000000' }],
    zones: [...new Set(places)].map((id) => ({ id, ...zone })),
  };
}

/**
 * A message by its English pattern, with `{0}`, `{1}` … where something stands that differs from case to case: so that it
 * can be said in any language. The pattern is the code by which translations know it.
 */
export interface Said {
  readonly code: string;
  readonly values: readonly Word[];
}

/** A message, or a name that is the same in every language. */
export type Word = string | Said;

/** say`a ${kind} has at most ${most} options` */
export function say(parts: TemplateStringsArray, ...values: readonly (Word | number)[]): Said {
  const code = parts.reduce((pattern, part, at) => `${pattern}{${String(at - 1)}}${part}`);
  return { code, values: values.map((value) => (typeof value === 'number' ? String(value) : value)) };
}

/** @param patternOf the pattern of a language for a code; the code itself is English */
export function spoken(word: Word, patternOf: (code: string) => string = (code) => code): string {
  if (typeof word === 'string') return word;
  return patternOf(word.code).replace(/\{(\d+)\}/g, (_, at: string) =>
    spoken(word.values[Number(at)] ?? '', patternOf),
  );
}

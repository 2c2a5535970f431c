import type { BrokenDesign } from 'shared/space/api.ts';
import { list, t } from '../../i18n/i18n.svelte.ts';
import type { Names } from './names.ts';

export interface ChangeLine {
  readonly key: string;
  readonly text: string;
}

/** What would be changed of a design, a line for each choice, and one for all that is placed on it. */
export function changeLines({ changes }: BrokenDesign, names: Names): ChangeLine[] {
  const lines = new Map<string, string>();
  const elements = new Set<string>();
  for (const { path, from, to } of changes) {
    const [what = '', id = ''] = path.split('.');
    if (what === 'elements') elements.add(id);
    else if (what === 'params' && id !== '') lines.set(path, choiceText(id, from, to, names));
    else if (what === 'story') lines.set(path, t('rules.change.story'));
    else lines.set(path, t('rules.change.other'));
  }
  if (elements.size > 0) lines.set('elements', t('rules.change.elements', { count: elements.size }));
  return [...lines].map(([key, text]) => ({ key, text }));
}

function choiceText(id: string, from: unknown, to: unknown, names: Names): string {
  const parameter = names.parameterName(id);
  if (to === undefined) return t('rules.change.gone', { parameter, from: names.value(id, from) });
  if (Array.isArray(from) && Array.isArray(to)) {
    const named = (ids: readonly unknown[]): string => list(ids.map((one) => names.optionName(id, String(one))));
    const without = (from as readonly unknown[]).filter((one) => !(to as readonly unknown[]).includes(one));
    const withNow = (to as readonly unknown[]).filter((one) => !(from as readonly unknown[]).includes(one));
    const parts = [
      ...(without.length > 0 ? [t('rules.change.without', { options: named(without) })] : []),
      ...(withNow.length > 0 ? [t('rules.change.with', { options: named(withNow) })] : []),
    ];
    return t('rules.change.many', { parameter, change: parts.join(', ') });
  }
  return t('rules.change.choice', { parameter, from: names.value(id, from), to: names.value(id, to) });
}

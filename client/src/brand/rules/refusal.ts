import { DomainError } from 'shared/errors.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { errorText } from '../../ui/error-text.ts';

/** Why the server does not take rules: what to do about it, where, and its own words for the details. */
export interface Refusal {
  readonly text: string;
  /** In English. */
  readonly detail: string | null;
  readonly rules: readonly string[];
  /** A parameter, or `parameter.option`. */
  readonly choice: string | null;
  readonly line: number | null;
  readonly column: number;
}

export function refusalOf(error: unknown): Refusal {
  const plain = { text: errorText(error), detail: null, rules: [], choice: null, line: null, column: 1 };
  if (!(error instanceof DomainError)) return plain;
  const { place, message, line, column, rules } = error.details;
  if (error.code === 'rules_unreadable' && typeof line === 'number' && typeof column === 'number')
    return { ...plain, text: t('rules.refused.unreadable', { line, column }), detail: String(message), line, column };
  if (error.code !== 'space_invalid') return plain;
  const where = typeof place === 'string' ? place : '';
  const detail = typeof message === 'string' ? message : error.message;
  const [kind = '', id = '', , option] = where.split('/');
  const named = Array.isArray(rules) ? rules.map(String) : [];
  const broken = /\(rule ([a-z0-9-]+)\)$/.exec(detail)?.[1];
  const because = broken ? { rules: [broken] } : { detail };
  if (named.length > 0) return { ...plain, text: t('rules.finding.no_design'), rules: named };
  switch (kind) {
    case 'rules':
      return { ...plain, text: t('rules.refused.rule'), detail, rules: id ? [id] : [] };
    case 'parameters':
      return { ...plain, text: t('rules.refused.parameter'), detail, choice: option ? `${id}.${option}` : id || null };
    case 'defaults':
      return { ...plain, text: t('rules.refused.defaults'), ...because };
    case 'starters':
      return { ...plain, text: t('rules.refused.starter', { starter: id }), ...because };
    case 'layers':
    case 'zones':
    case 'texts':
    case 'stickers':
      return { ...plain, text: t('rules.refused.drawing'), detail };
    default:
      return { ...plain, text: t('rules.refused.other'), detail };
  }
}

import type { Language } from 'shared/localized.ts';
import { localeTag } from './format.ts';
import { parseMessage, renderParts, type MessageValues, type Part } from './icu.ts';

const parsed = new Map<string, readonly Part[]>();

/**
 * A message with its values. One that lacks a value is shown as it is written rather than not at all: a page with one odd
 * sentence is better than no page.
 */
export function formatMessage(message: string, language: Language, values: MessageValues = {}): string {
  try {
    let parts = parsed.get(message);
    if (!parts) parsed.set(message, (parts = parseMessage(message)));
    return renderParts(parts, values, localeTag(language));
  } catch {
    return message;
  }
}

import { LanguageError, type LanguageProblem } from 'shared/space/language/language-error.ts';
import { parseSpaceText, type SpaceText } from 'shared/space/language/parse-space.ts';
import type { SpaceDocument } from 'shared/space/language/space-document.ts';

/** What a text of rules says, or where it says nothing that can be read. */
export interface RulesRead {
  readonly text: string;
  readonly parsed: { readonly space: SpaceText; readonly document: SpaceDocument } | null;
  readonly problems: readonly LanguageProblem[];
}

export function readRules(text: string): RulesRead {
  try {
    return { text, parsed: parseSpaceText(text), problems: [] };
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    return { text, parsed: null, problems: error.errors };
  }
}

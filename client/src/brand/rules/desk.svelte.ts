import type { RulesOfProduct } from 'shared/space/api.ts';
import type { SpaceText } from 'shared/space/language/parse-space.ts';
import type { StatementKind } from 'shared/space/language/space-document.ts';
import { lineStarts, lineIndex } from './line-starts.ts';
import { Names } from './names.ts';
import { placeOf, placeOfChoice, type Place } from './places.ts';
import type { Finding } from './finding-text.ts';
import type { Reading } from './reading.svelte.ts';
import type { RulesDraft } from './rules-draft.svelte.ts';

export interface DeskOptions {
  readonly draft: RulesDraft;
  readonly reading: Reading;
  /** Shows a place in the editor. */
  readonly goTo: (place: Place) => void;
}

/** What the lists beside the editor need to know of it: what things are called, and where they stand. */
export class Desk {
  readonly #options: DeskOptions;
  readonly #starts = $derived.by(() => lineStarts(this.#options.draft.text));

  readonly names = $derived.by(() => {
    const written = this.#options.reading.lastWhole?.space;
    return new Names([...(written ? [written] : []), spaceOf(this.#options.draft.published)]);
  });

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  placeOf(kind: StatementKind, id: string): Place | null {
    const { draft, reading } = this.#options;
    return placeOf(draft.text, reading.lastWhole, (statement) => statement.kind === kind && statement.id === id);
  }

  placeOfRule(id: string): Place | null {
    return this.placeOf('rule', id);
  }

  placeOfChoice(about: string): Place | null {
    return placeOfChoice(this.#options.draft.text, this.#options.reading.lastWhole, about);
  }

  /** Where what a finding is about stands. */
  placeOfFinding({ code, about }: Finding): Place | null {
    switch (code) {
      case 'no_design':
        return this.placeOf('space', about);
      case 'impossible_option':
      case 'impossible_value':
      case 'forced_option':
        return this.placeOfChoice(about);
      case 'always_true':
      case 'implied_rule':
      case 'unreachable_limit':
        return this.placeOfRule(about);
    }
  }

  /** The line of a place, from 1. */
  lineOf({ from }: Place): number {
    return lineIndex(this.#starts, from) + 1;
  }

  /** The place of a column of a line, both from 1; columns are code points. */
  placeAt(line: number, column: number): Place {
    const { text } = this.#options.draft;
    const start = this.#starts[line - 1] ?? text.length;
    const end = (this.#starts[line] ?? text.length + 1) - 1;
    const from = start + [...text.slice(start, end)].slice(0, column - 1).join('').length;
    return { from, to: from };
  }

  goTo(place: Place): void {
    this.#options.goTo(place);
  }
}

const spaceOf = ({ json }: RulesOfProduct): SpaceText => json as SpaceText;

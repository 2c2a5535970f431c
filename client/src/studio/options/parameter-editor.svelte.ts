import type * as Y from 'yjs';
import type { Design, ParameterValue } from 'shared/design/design.ts';
import { type Origin, setParameter } from 'shared/design/design-doc.ts';
import { withChoice } from 'shared/space/availability.ts';
import type { Params } from 'shared/space/condition.ts';
import type { Space } from 'shared/space/schema.ts';
import { changesBetween, whyNot, type WhyNot } from './why-not.ts';

export interface ParameterEditorOptions {
  readonly doc: Y.Doc;
  readonly space: Space;
  readonly design: () => Design;
}

const ORIGIN: Origin = 'studio';

/** What a person does to the parameters. What a rule stands against is explained in place of being done. */
export class ParameterEditor {
  readonly #doc: Y.Doc;
  readonly #space: Space;
  readonly #design: () => Design;
  #wanted = $state.raw<{ readonly parameterId: string; readonly params: Params } | null>(null);
  /** Settings that somebody looks at before choosing them. */
  preview = $state.raw<Params | null>(null);

  /** Why what was wanted last is not possible; goes away by itself when it becomes so. */
  readonly whyNot: WhyNot | null = $derived.by(() => {
    const wanted = this.#wanted;
    if (!wanted) return null;
    const design = this.#design();
    const params = { ...design.params, [wanted.parameterId]: wanted.params[wanted.parameterId] ?? '' };
    return whyNot(this.#space, design, params, wanted.parameterId);
  });

  constructor({ doc, space, design }: ParameterEditorOptions) {
    this.#doc = doc;
    this.#space = space;
    this.#design = design;
  }

  /** What was wanted when `whyNot` explains something. */
  get wanted(): ParameterValue | null {
    return this.#wanted?.params[this.#wanted.parameterId] ?? null;
  }

  /** The setting with an option of a `one` chosen or one of a `many` switched over. */
  withOption(parameterId: string, optionId: string): Params {
    return withChoice(this.#space, this.#design().params, parameterId, optionId);
  }

  /** @returns whether it was done */
  choose(parameterId: string, optionId: string): boolean {
    return this.#change(parameterId, this.withOption(parameterId, optionId));
  }

  /** @returns whether it was done */
  set(parameterId: string, value: ParameterValue): boolean {
    return this.#change(parameterId, { ...this.#design().params, [parameterId]: value });
  }

  /** A text while it is being written: keystrokes are undone together. */
  type(parameterId: string, text: string): void {
    setParameter(this.#doc, this.#space, parameterId, text, 'typing');
  }

  /** Whether a value of a parameter breaks no rule that is kept now. */
  allows(parameterId: string, value: ParameterValue): boolean {
    const design = this.#design();
    return whyNot(this.#space, design, { ...design.params, [parameterId]: value }, parameterId) === null;
  }

  /** Several parameters at once, as one step of undo. */
  apply(params: Params): void {
    this.dismiss();
    const changes = changesBetween(this.#space, this.#design().params, params);
    this.#doc.transact(() => {
      for (const { parameter, to } of changes) setParameter(this.#doc, this.#space, parameter.id, to, ORIGIN);
    }, ORIGIN);
  }

  dismiss(): void {
    this.#wanted = null;
    this.preview = null;
  }

  #change(parameterId: string, params: Params): boolean {
    if (whyNot(this.#space, this.#design(), params, parameterId)) {
      this.preview = null;
      this.#wanted = { parameterId, params };
      return false;
    }
    this.apply(params);
    return true;
  }
}

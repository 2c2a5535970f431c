import type * as Y from 'yjs';
import type { Design, ParameterValue } from 'shared/design/design.ts';
import { clearPicks, type Origin, setParameter } from 'shared/design/design-doc.ts';
import { optionKey } from 'shared/design/doc-keys.ts';
import { writePick } from 'shared/design/picks.ts';
import { sameValue } from 'shared/same-value.ts';
import type { Params } from 'shared/space/condition.ts';
import { choiceParameters } from 'shared/space/defaults.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import { engineOf } from 'shared/space/engine/engine-of.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import type { Space } from 'shared/space/schema.ts';
import { brokenRules } from 'shared/space/violations.ts';
import type { AnswerDesk } from '../answers/answer-desk.svelte.ts';
import type { Amounts, Fix, WhyNot } from '../answers/answer-source.ts';
import { keyParts, picksWith, wishFor } from '../answers/picking.ts';

export interface ParameterEditorOptions {
  readonly doc: Y.Doc;
  readonly space: Space;
  readonly design: () => Design;
  readonly picks: () => readonly Pick[];
  readonly resolution: () => Resolution;
  readonly answers: AnswerDesk;
}

/** What somebody wanted and cannot have as things are. */
export interface Wanted {
  readonly parameterId: string;
  readonly wishes: readonly Wish[];
  /** Nobody here could tell yet whether it is possible: if it is, it is done. */
  readonly isOpen?: boolean;
}

const ORIGIN: Origin = 'studio';

/** What a person does to the choices of a design. What cannot be had beside everybody's picks is explained instead. */
export class ParameterEditor {
  readonly #options: ParameterEditorOptions;
  #wanted = $state.raw<Wanted | null>(null);
  #answer = $state.raw<{ readonly wanted: Wanted; readonly whyNot: WhyNot } | null>(null);
  /** Settings that somebody looks at before choosing them. */
  preview = $state.raw<Params | null>(null);

  constructor(options: ParameterEditorOptions) {
    this.#options = options;
  }

  /** What was wanted last and is not possible. */
  get wanted(): Wanted | null {
    return this.#wanted;
  }

  /** Why what was wanted is not possible; null also while that is being found out. */
  get whyNot(): WhyNot | null {
    return this.#answer?.wanted === this.#wanted ? (this.#answer?.whyNot ?? null) : null;
  }

  /** Chooses an option, or switches it over. @returns whether it was done */
  choose(parameterId: string, optionId: string): boolean {
    const { space, answers, picks, design } = this.#options;
    const wish = wishFor(space, design().params, parameterId, optionId);
    const isRuledOut = answers.isRuledOut(optionKey(parameterId, optionId), picks());
    return this.#want({ parameterId, wishes: [wish] }, isRuledOut);
  }

  /** Of a `many`: every option that is chosen now and should not be, or the reverse. @returns whether it was done */
  set(parameterId: string, value: ParameterValue): boolean {
    const { space, design } = this.#options;
    const parameter = choiceParameters(space).find(({ id }) => id === parameterId);
    if (!parameter) return false;
    if (parameter.kind !== 'many') return this.#want({ parameterId, wishes: [{ key: parameterId, value }] }, false);
    const before = design().params[parameterId] as readonly string[];
    const after = value as readonly string[];
    const changed = parameter.options.filter(({ id }) => before.includes(id) !== after.includes(id));
    const wishes = changed.map(({ id }) => ({ key: optionKey(parameterId, id), value: after.includes(id) }));
    return this.#want({ parameterId, wishes }, false);
  }

  /** Takes an item into a mix, moving the others as little as possible; where that is not possible, explains why. */
  async mixIn(parameterId: string, item: string): Promise<void> {
    const { answers, design, picks } = this.#options;
    const asked = picks();
    const amounts = design().params[parameterId] as Amounts;
    const value = await answers.mixWith(asked, parameterId, item, amounts).catch(() => null);
    if (value !== null && picks() === asked) this.#want({ parameterId, wishes: [{ key: parameterId, value }] }, false);
  }

  /** A pick that is parked is wanted after all: says what would have to be given up for it. */
  insist({ key, value }: Pick): void {
    this.#want({ parameterId: keyParts(key).parameterId, wishes: [{ key, value }] }, false);
  }

  /** A text while it is being written: keystrokes are undone together. */
  type(parameterId: string, text: string): void {
    setParameter(this.#options.doc, this.#options.space, parameterId, text, 'typing');
  }

  /** Whether a value goes with everybody's picks; what nobody picked may move along. */
  allows(parameterId: string, value: ParameterValue): boolean {
    const { space, design, resolution } = this.#options;
    if (brokenRules(space, { ...design().params, [parameterId]: value }).length === 0) return true;
    const others = resolution().kept.filter(({ key }) => key !== parameterId);
    try {
      return engineOf(space).isConsistent([...others, { key: parameterId, value }]);
    } catch {
      return false; // the engine is still on its way
    }
  }

  /** Finds out why what is wanted is not possible; forgets it when it has become so. */
  async explain(): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted) return;
    const { answers, picks } = this.#options;
    const asked = picks();
    const whyNot = await answers.whyNot(asked, wanted.wishes).catch(() => undefined);
    if (this.#wanted !== wanted || picks() !== asked || whyNot === undefined) return;
    if (whyNot) this.#answer = { wanted, whyNot };
    else if (wanted.isOpen) this.apply({ drops: [], wishes: wanted.wishes });
    else this.dismiss();
  }

  /** Does what a fix says, as one step of undo. */
  apply({ drops, wishes }: Omit<Fix, 'params' | 'cents'>): void {
    this.dismiss();
    this.#together(() => {
      this.#clear(drops.map(({ key }) => key).filter((key) => !wishes.some((wish) => wish.key === key)));
      for (const wish of wishes) this.#write(wish);
    });
  }

  /** Takes picks back: these choices follow from the others again. */
  free(keys: readonly string[]): void {
    this.dismiss();
    this.#clear(keys);
  }

  dismiss(): void {
    this.#wanted = null;
    this.preview = null;
  }

  #want(wanted: Wanted, isRuledOut: boolean): boolean {
    const isKept = !isRuledOut && this.#isKept(wanted.wishes);
    if (isKept === true) {
      this.apply({ drops: [], wishes: wanted.wishes });
      return true;
    }
    this.preview = null;
    this.#wanted = { ...wanted, isOpen: isKept === null };
    return false;
  }

  /** Whether all of this would be kept beside everybody's picks; null where the engine would have to tell and is not there yet. */
  #isKept(wishes: readonly Wish[]): boolean | null {
    const { space, picks } = this.#options;
    try {
      const { parked } = resolvePicks(space, picksWith(picks(), wishes));
      return !parked.some(({ key }) => wishes.some((wish) => wish.key === key));
    } catch {
      return null;
    }
  }

  #write({ key, value }: Wish): void {
    const { doc, space, picks } = this.#options;
    const { parameterId, optionId } = keyParts(key);
    if (optionId === null) return setParameter(doc, space, parameterId, value as ParameterValue, ORIGIN);
    if (!picks().some((pick) => pick.key === key && sameValue(pick.value, value))) writePick(doc, key, value);
  }

  #clear(keys: readonly string[]): void {
    if (keys.length > 0) clearPicks(this.#options.doc, keys, ORIGIN);
  }

  #together(write: () => void): void {
    this.#options.doc.transact(write, ORIGIN);
  }
}

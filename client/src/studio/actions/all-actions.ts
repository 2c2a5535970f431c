import type { Studio } from '../studio.svelte.ts';
import type { Action } from './action.ts';
import * as edit from './edit-actions.ts';
import * as element from './element-actions.ts';
import { isSingleKey, matches } from './shortcut.ts';
import * as view from './view-actions.ts';

/** Everything that has a key, in the order in which the list of keys shows it. */
export const ACTIONS: readonly Action[] = [
  edit.undo,
  edit.redo,
  edit.surprise,
  edit.copy,
  edit.paste,
  edit.duplicate,
  edit.remove,
  edit.selectAll,
  edit.deselect,
  view.addSticker,
  view.addText,
  element.editText,
  ...element.nudges,
  element.larger,
  element.smaller,
  element.turnLeft,
  element.turnRight,
  element.forward,
  element.back,
  element.front,
  element.bottom,
  view.selectTool,
  view.hand,
  view.zoomIn,
  view.zoomOut,
  view.fit,
  view.nextView,
  view.panels,
  view.shortcuts,
];

export interface KeyContext {
  readonly mac: boolean;
  /** Somebody is writing in a field: their keys are theirs. */
  readonly isWriting: boolean;
  /** The product has the focus, or nothing has. */
  readonly isOnProduct: boolean;
}

/** The action that a key means here and now; null: none, the browser may have it. */
export function actionFor(
  studio: Studio,
  event: KeyboardEvent,
  { mac, isWriting, isOnProduct }: KeyContext,
): Action | null {
  if (isWriting || event.isComposing) return null;
  for (const action of ACTIONS) {
    const shortcut = action.keys.find((keys) => matches(keys, event, mac));
    if (!shortcut || (isSingleKey(shortcut) && !isOnProduct) || !action.isAvailable(studio)) continue;
    return event.repeat && !action.repeats ? null : action;
  }
  return null;
}

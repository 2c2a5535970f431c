import type { DesignElement } from 'shared/design/design.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { elementName } from '../describe.ts';
import { sayRefusal } from '../elements/refusal-text.ts';
import type { Studio } from '../studio.svelte.ts';
import type { Action } from './action.ts';

const hasSelection = (studio: Studio): boolean => studio.canEdit && !studio.selection.isEmpty;
const selected = (studio: Studio): DesignElement[] =>
  studio.selection.ids.flatMap((id) => studio.design.elements[id] ?? []);

export const undo: Action = {
  id: 'undo',
  group: 'edit',
  label: 'studio.action.undo',
  keys: [{ key: 'z', mod: true, shift: false }],
  isAvailable: (studio) => studio.canEdit && studio.session.canUndo,
  run: (studio) => {
    studio.session.undo();
    studio.announcer.say(t('studio.said.undone'));
  },
  repeats: true,
};

export const redo: Action = {
  id: 'redo',
  group: 'edit',
  label: 'studio.action.redo',
  keys: [
    { key: 'z', mod: true, shift: true },
    { key: 'y', ctrl: true },
  ],
  isAvailable: (studio) => studio.canEdit && studio.session.canRedo,
  run: (studio) => {
    studio.session.redo();
    studio.announcer.say(t('studio.said.redone'));
  },
  repeats: true,
};

/** One click, one step of undo: what others picked stays. */
export const surprise: Action = {
  id: 'surprise',
  group: 'edit',
  label: 'studio.surprise',
  keys: [{ key: 'r' }],
  isAvailable: (studio) => studio.canEdit,
  run: (studio) => void import('../late.ts').then(({ surpriseMe }) => surpriseMe(studio, 'own')),
};

export const copy: Action = {
  id: 'copy',
  group: 'edit',
  label: 'studio.action.copy',
  keys: [{ key: 'c', mod: true, shift: false }],
  isAvailable: (studio) => !studio.selection.isEmpty,
  run: (studio) => {
    studio.clipboard = selected(studio);
    studio.announcer.say(t('studio.said.copied', { count: studio.clipboard.length }));
  },
};

export const paste: Action = {
  id: 'paste',
  group: 'edit',
  label: 'studio.action.paste',
  keys: [{ key: 'v', mod: true, shift: false }],
  isAvailable: (studio) => studio.canEdit && studio.clipboard.length > 0,
  run: (studio) => putCopies(studio, studio.clipboard),
};

export const duplicate: Action = {
  id: 'duplicate',
  group: 'edit',
  label: 'studio.action.duplicate',
  keys: [{ key: 'd', mod: true, shift: false }],
  isAvailable: hasSelection,
  run: (studio) => putCopies(studio, selected(studio)),
};

export const remove: Action = {
  id: 'remove',
  group: 'edit',
  label: 'studio.action.remove',
  keys: [{ key: 'Delete' }, { key: 'Backspace' }],
  isAvailable: hasSelection,
  run: (studio) => {
    const elements = selected(studio);
    const [first] = elements;
    const name = elements.length === 1 && first ? elementName(studio.space, first) : null;
    studio.elements.remove(studio.selection.ids);
    studio.announcer.say(
      name === null
        ? t('studio.said.removedMany', { count: elements.length })
        : t('studio.said.removed', { element: name }),
    );
  },
};

export const selectAll: Action = {
  id: 'select-all',
  group: 'edit',
  label: 'studio.action.selectAll',
  keys: [{ key: 'a', mod: true, shift: false }],
  isAvailable: (studio) => studio.canEdit && studio.visible.length > 0,
  run: (studio) => {
    const inView = (zone: string): boolean =>
      studio.space.zones.some(({ id, view }) => id === zone && view === studio.viewId);
    studio.selection.set(...studio.visible.flatMap(([id, { zone }]) => (inView(zone) ? [id] : [])));
  },
};

export const deselect: Action = {
  id: 'deselect',
  group: 'edit',
  label: 'studio.action.deselect',
  keys: [{ key: 'Escape' }],
  isAvailable: (studio) => !studio.selection.isEmpty || studio.parameters.wanted !== null || studio.tool === 'hand',
  run: (studio) => {
    studio.tool = 'select';
    studio.parameters.dismiss();
    studio.selection.clear();
  },
};

function putCopies(studio: Studio, elements: readonly DesignElement[]): void {
  const result = studio.elements.copy(elements, studio.viewId);
  if ('refusal' in result) return sayRefusal(studio, result.refusal, null);
  studio.select(...result.ids);
  studio.announcer.say(t('studio.said.added', { count: result.ids.length }));
}

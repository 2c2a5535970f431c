import { t, words } from '../../i18n/i18n.svelte.ts';
import type { Action } from './action.ts';

const STEP = 1.25;
const always = (): boolean => true;

export const zoomIn: Action = {
  id: 'zoom-in',
  group: 'view',
  label: 'studio.action.zoomIn',
  keys: [
    { key: '+', mod: true },
    { key: '=', mod: true },
  ],
  isAvailable: always,
  run: (studio) => studio.viewport.zoomBy(STEP),
  repeats: true,
};
export const zoomOut: Action = {
  id: 'zoom-out',
  group: 'view',
  label: 'studio.action.zoomOut',
  keys: [{ key: '-', mod: true }],
  isAvailable: always,
  run: (studio) => studio.viewport.zoomBy(1 / STEP),
  repeats: true,
};
export const fit: Action = {
  id: 'fit',
  group: 'view',
  label: 'studio.action.fit',
  keys: [{ key: '0', mod: true }, { key: '!' }],
  isAvailable: (studio) => !studio.viewport.isFitted,
  run: (studio) => studio.viewport.fit(),
};
export const nextView: Action = {
  id: 'next-view',
  group: 'view',
  label: 'studio.action.nextView',
  keys: [{ key: 'o' }],
  isAvailable: (studio) => studio.space.views.length > 1,
  run: (studio) => {
    const { views } = studio.space;
    const at = views.findIndex(({ id }) => id === studio.viewId);
    const next = views[(at + 1) % views.length];
    if (!next) return;
    studio.viewId = next.id;
    studio.announcer.say(t('studio.said.view', { view: words(next.label) }));
  },
};
export const hand: Action = {
  id: 'hand',
  group: 'view',
  label: 'studio.action.hand',
  keys: [{ key: 'h' }],
  isAvailable: always,
  run: (studio) => {
    studio.tool = studio.tool === 'hand' ? 'select' : 'hand';
  },
};
export const selectTool: Action = {
  id: 'select-tool',
  group: 'view',
  label: 'studio.action.select',
  keys: [{ key: 'v' }],
  isAvailable: always,
  run: (studio) => {
    studio.tool = 'select';
  },
};
export const panels: Action = {
  id: 'panels',
  group: 'view',
  label: 'studio.action.panels',
  keys: [{ key: '\\' }],
  isAvailable: always,
  run: (studio) => {
    studio.panels.open = !studio.panels.open;
  },
};
export const addText: Action = {
  id: 'add-text',
  group: 'element',
  label: 'studio.action.addText',
  keys: [{ key: 't' }],
  isAvailable: (studio) => studio.canEdit && studio.space.zones.some(({ kinds }) => kinds.includes('text')),
  run: (studio) => studio.panels.ask('new-text'),
};
export const addSticker: Action = {
  id: 'add-sticker',
  group: 'element',
  label: 'studio.action.addSticker',
  keys: [{ key: 's' }],
  isAvailable: (studio) => studio.canEdit && studio.space.zones.some(({ kinds }) => kinds.includes('sticker')),
  run: (studio) => studio.panels.ask('stickers'),
};
export const shortcuts: Action = {
  id: 'shortcuts',
  group: 'help',
  label: 'studio.action.shortcuts',
  keys: [{ key: '?' }],
  isAvailable: always,
  run: (studio) => studio.panels.ask('shortcuts'),
};

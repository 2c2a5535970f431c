/** Parts that are not needed to see the product and to choose; one chunk, fetched when the product is there. */
export { default as ElementsPanel } from './elements/ElementsPanel.svelte';
export { default as Inspector } from './inspector/Inspector.svelte';
export { default as MixField } from './options/MixField.svelte';
export { default as NumberField } from './options/NumberField.svelte';
export { default as TextField } from './options/TextField.svelte';
export { default as Overview } from './overview/Overview.svelte';
export { default as AdjustmentCard } from './overview/AdjustmentCard.svelte';
export { default as PickNotes } from './picks/PickNotes.svelte';
export { default as NotKeptCard } from './dialogs/NotKeptCard.svelte';
export { default as StudioDialogs } from './dialogs/StudioDialogs.svelte';
export { changesIn, changesSince } from '../realtime/changes-since.ts';
export { isDone, replay } from '../realtime/replay.ts';
export { default as Remix } from './top/Remix.svelte';
export { default as ZoneHint } from './stage/ZoneHint.svelte';
export { Keyboard } from './keyboard.ts';
export { announceParked } from './picks/announce-parked.ts';
export { announceOthers } from './presence/announce-others.ts';
export { surpriseMe } from './picks/surprise-me.ts';

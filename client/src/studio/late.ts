/** Parts that are not needed to see the product and to choose; one chunk, fetched when the product is there. */
export { default as ElementsPanel } from './elements/ElementsPanel.svelte';
export { default as Inspector } from './inspector/Inspector.svelte';
export { default as MixField } from './options/MixField.svelte';
export { default as NumberField } from './options/NumberField.svelte';
export { default as TextField } from './options/TextField.svelte';
export { default as Overview } from './overview/Overview.svelte';
export { default as AdjustmentCard } from './overview/AdjustmentCard.svelte';
export { default as PickNotes } from './picks/PickNotes.svelte';
export { default as EnterDialog } from './dialogs/EnterDialog.svelte';
export { default as InviteDialog } from './dialogs/InviteDialog.svelte';
export { default as NotKeptDialog } from './dialogs/NotKeptDialog.svelte';
export { default as ShortcutsDialog } from './dialogs/ShortcutsDialog.svelte';
export { announceParked } from './picks/announce-parked.ts';
export { surpriseMe } from './picks/surprise-me.ts';

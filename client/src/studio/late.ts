/** Parts that are not needed to see the product and to choose; one chunk, fetched when the product is there. */
export { default as ElementsPanel } from './elements/ElementsPanel.svelte';
export { default as Inspector } from './inspector/Inspector.svelte';
export { default as MixField } from './options/MixField.svelte';
export { default as EnterDialog } from './dialogs/EnterDialog.svelte';
export { default as InviteDialog } from './dialogs/InviteDialog.svelte';
export { default as NotKeptDialog } from './dialogs/NotKeptDialog.svelte';
export { default as ShortcutsDialog } from './dialogs/ShortcutsDialog.svelte';

import type { Drawer } from './rules-draft.svelte.ts';

/** A drawer of this tab. Where the browser keeps nothing for us, or has no room, the text lives as long as the page. */
export function drawerOfTab(name: string): Drawer {
  const key = `mitwerk.${name}`;
  return {
    get: () => {
      try {
        return sessionStorage.getItem(key);
      } catch {
        return null;
      }
    },
    put: (value) => {
      try {
        if (value === null) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, value);
      } catch {
        // Leaving asks all the same.
      }
    },
  };
}

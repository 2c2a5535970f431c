/** A key with what is held beside it. `mod` is Cmd on a Mac and Ctrl elsewhere. */
export interface Shortcut {
  /** `KeyboardEvent.key`; letters in lower case. */
  readonly key: string;
  readonly mod?: boolean;
  /** Left out where the key itself needs Shift on some keyboards, such as `?` and `+`. */
  readonly shift?: boolean;
  /** Ctrl, on every system. */
  readonly ctrl?: boolean;
}

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

type Keys = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey'>;

export function matches(shortcut: Shortcut, event: Keys, mac: boolean): boolean {
  if (event.altKey || event.key.toLowerCase() !== shortcut.key.toLowerCase()) return false;
  const command = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (shortcut.ctrl) return event.ctrlKey && !event.metaKey;
  if (command !== (shortcut.mod ?? false) || other) return false;
  return shortcut.shift === undefined || shortcut.shift === event.shiftKey;
}

/** Single keys mean something only where the product has the focus: elsewhere somebody may be writing. */
export function isSingleKey({ mod, ctrl }: Shortcut): boolean {
  return mod !== true && ctrl !== true;
}

const NAMES: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  delete: 'Del',
  escape: 'Esc',
  enter: 'Enter',
  ' ': 'Space',
};

/** The keys as they are written on them. */
export function keyCaps({ key, mod, shift, ctrl }: Shortcut, mac: boolean): string[] {
  const name = NAMES[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [
    ...(ctrl ? ['Ctrl'] : []),
    ...(mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(shift ? [mac ? '⇧' : 'Shift'] : []),
    name,
  ];
}

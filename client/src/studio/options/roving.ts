/** The arrow keys go from one option to the next; the group is one stop of the Tab key. */
export function roving(selector: string) {
  return (group: HTMLElement) => {
    const items = (): HTMLElement[] => [...group.querySelectorAll<HTMLElement>(selector)];
    const pressed = (event: KeyboardEvent): void => {
      const all = items();
      const at = all.indexOf(document.activeElement as HTMLElement);
      if (at < 0) return;
      const to = {
        ArrowRight: at + 1,
        ArrowDown: at + 1,
        ArrowLeft: at - 1,
        ArrowUp: at - 1,
        Home: 0,
        End: all.length - 1,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      all[(to + all.length) % all.length]?.focus();
    };
    group.addEventListener('keydown', pressed);
    return () => group.removeEventListener('keydown', pressed);
  };
}

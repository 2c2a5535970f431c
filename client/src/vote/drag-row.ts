import type { RankedRow } from './ranking.ts';

export interface DragRowOptions {
  readonly list: () => HTMLElement | undefined;
  readonly rows: () => readonly RankedRow[];
  readonly index: () => number;
  /** Moves the row to a position; `from` are the rows where the drag began, so that passing through changes nothing. */
  readonly move: (to: number, from: readonly RankedRow[]) => void;
  readonly dragging: (now: boolean) => void;
}

/** How many of the other rows lie above the pointer: where a row goes that is dropped there. */
function positionAt(y: number, list: HTMLElement, own: number): number {
  const top = list.getBoundingClientRect().top;
  // Where the rows are laid out, not where an animation has them at this moment.
  return [...list.children].filter(
    (row, index) =>
      index !== own && row instanceof HTMLElement && top + row.offsetTop - list.offsetTop + row.offsetHeight / 2 < y,
  ).length;
}

/** Dragging a row by its grip, with mouse, pen or finger. Escape, or a lost pointer, puts it back. */
export function dragRow(options: DragRowOptions): (grip: HTMLElement) => () => void {
  return (grip) => {
    let drag: AbortController | null = null;

    const begin = (event: PointerEvent): void => {
      if (event.button !== 0 || drag) return;
      const from = options.rows();
      const startIndex = options.index();
      drag = new AbortController();
      const { signal } = drag;
      const end = (): void => {
        drag?.abort();
        drag = null;
        options.dragging(false);
      };
      const back = (): void => {
        options.move(startIndex, from);
        end();
      };
      // On the window: the grip moves in the document while it is dragged, and would lose a captured pointer.
      window.addEventListener(
        'pointermove',
        ({ clientY }) => {
          const list = options.list();
          if (!list) return;
          const to = positionAt(clientY, list, options.index());
          if (to !== options.index()) options.move(to, from);
        },
        { signal },
      );
      window.addEventListener('pointerup', end, { signal });
      window.addEventListener('pointercancel', back, { signal });
      window.addEventListener('keydown', ({ key }) => key === 'Escape' && back(), { signal });
      options.dragging(true);
    };

    grip.addEventListener('pointerdown', begin);
    return () => {
      grip.removeEventListener('pointerdown', begin);
      drag?.abort();
    };
  };
}

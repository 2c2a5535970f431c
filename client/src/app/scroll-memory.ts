/**
 * The router scrolls to the top after every navigation, Back included, and before the page has its content. So we keep
 * the place of each entry of the history ourselves and go back to it as soon as the page is tall enough again.
 */
const PLACES_KEY = 'mitwerk.places';
const PATIENCE_MS = 4_000;

type Places = Record<string, number>;

function read(): Places {
  try {
    return JSON.parse(sessionStorage.getItem(PLACES_KEY) ?? '{}') as Places;
  } catch {
    return {};
  }
}

const indexOf = (state: unknown): string =>
  typeof state === 'object' && state !== null && '_routerIndex' in state ? String(state._routerIndex) : '0';

/** Waits until the page can be scrolled to `top`; gives up when the person scrolls or types, or after a few seconds. */
function returnTo(top: number): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const settle = (): void => {
    window.scrollTo({ top, behavior: 'instant' });
    if (Math.abs(window.scrollY - top) < 2) stop.abort();
  };
  const observer = new ResizeObserver(settle);
  observer.observe(document.body);
  const timer = setTimeout(() => {
    stop.abort();
  }, PATIENCE_MS);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  for (const act of ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const) {
    window.addEventListener(
      act,
      () => {
        stop.abort();
      },
      { signal, passive: true },
    );
  }
  return () => {
    stop.abort();
  };
}

/** Call `arrived` after each navigation, when the router has drawn the page and scrolled to its top. */
export function rememberScroll(): { arrived: () => void } {
  history.scrollRestoration = 'manual';
  const places = read();
  let current = indexOf(history.state);
  let returning: number | null = places[current] ?? null; // a reload keeps its place, too
  let cancel = (): void => undefined;

  window.addEventListener('popstate', (event) => {
    current = indexOf(event.state);
    returning = places[current] ?? 0;
  });
  window.addEventListener(
    'scroll',
    () => {
      // Until the page is there, what the router scrolls is not where the person was.
      if (returning === null) places[current] = window.scrollY;
    },
    { passive: true },
  );
  window.addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(PLACES_KEY, JSON.stringify(places));
    } catch {
      // Then a reload begins at the top.
    }
  });

  return {
    arrived: () => {
      cancel();
      const top = returning;
      returning = null;
      current = indexOf(history.state);
      if (top === null) {
        places[current] = 0;
        document.getElementById(location.hash.slice(1))?.scrollIntoView();
      } else if (top > 0) cancel = returnTo(top);
    },
  };
}

import { createSubscriber } from 'svelte/reactivity';

const TICK_MS = 10_000;
let aheadMs = 0; // of the server's clock, against this browser's
let synced = $state(0);

const ticking = createSubscriber((update) => {
  const timer = setInterval(update, TICK_MS);
  return () => {
    clearInterval(timer);
  };
});

/** The server's time; whoever reads it in a template is drawn again as it goes on. */
export const clock = {
  now(): Date {
    ticking();
    void synced;
    return new Date(Date.now() + aheadMs);
  },
  /** Dates are the database's: takes over its clock from an answer. `now` is ISO 8601. */
  sync(now: string): void {
    aheadMs = new Date(now).getTime() - Date.now();
    synced += 1;
  },
};

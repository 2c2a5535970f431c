import { createSubscriber } from 'svelte/reactivity';
import { serverNow, setServerTime } from './server-time.ts';

const TICK_MS = 10_000;
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
    return serverNow();
  },
  /** Dates are the database's, and so is the time that they are held against. `now` is ISO 8601. */
  sync(now: string): void {
    setServerTime(now);
    synced += 1;
  },
};

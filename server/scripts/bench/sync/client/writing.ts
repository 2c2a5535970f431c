import type { Crowd } from './crowd.ts';

const TICK_MS = 1;

/** Everybody who writes does so `perSecond` times a second, not at the same moment, until told to stop. */
export function startWriting({ writers }: Crowd, perSecond: number): { stop(): Promise<void> } {
  const everyMs = 1_000 / perSecond;
  const began = performance.now();
  const written = writers.map((_, index) => index / writers.length - 1);
  const tick = (): void => {
    const due = (performance.now() - began) / everyMs;
    for (const [index, { member, mover }] of writers.entries()) {
      for (let next = (written[index] ?? 0) + 1; next <= due; next += 1) {
        member.write(mover);
        written[index] = next;
      }
    }
  };
  const timer = setInterval(tick, TICK_MS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.resolve();
    },
  };
}

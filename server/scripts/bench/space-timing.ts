/** Some times of one thing, in milliseconds. */
export interface Times {
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
}

/** Runs it for each of some cases. */
export function timesOf<Case>(cases: readonly Case[], run: (one: Case) => unknown): Times {
  const times = cases.map((one) => {
    const startedAt = performance.now();
    run(one);
    return performance.now() - startedAt;
  });
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { median: at(0.5), p95: at(0.95), runs: times.length };
}

/** The same once all of it has run before: what a person meets who has been at it for a moment. */
export function warmTimesOf<Case>(cases: readonly Case[], run: (one: Case) => unknown): Times {
  timesOf(cases, run);
  return timesOf(cases, run);
}

export function oneTime(run: () => unknown): number {
  const startedAt = performance.now();
  run();
  return performance.now() - startedAt;
}

export function shown({ median, p95 }: Times): string {
  return `${short(median)} / ${short(p95)} ms`;
}

export function short(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms >= 1 ? ms.toFixed(2) : ms.toFixed(3);
}

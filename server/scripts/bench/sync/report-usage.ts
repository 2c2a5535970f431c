/**
 * Loaded before a server that is measured, whichever it is: tells what the process has used so far whenever it is asked,
 * and tidies up first if it is told to.
 */
export interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** The highest that the process ever took. */
  readonly peakRssBytes: number;
}
export interface UsageQuestion {
  readonly usage: 'now' | 'tidied';
}

process.on('message', (question: UsageQuestion) => {
  if (question.usage === 'tidied') for (let round = 0; round < 2; round += 1) global.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({
    cpuMs: (user + system) / 1_000,
    rssBytes: rss,
    heapBytes: heapUsed + external,
    peakRssBytes: process.resourceUsage().maxRSS * 1_024,
  } satisfies Usage);
});

// Whoever measures it has ended, in whatever way.
process.on('disconnect', () => process.exit());

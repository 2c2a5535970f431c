/** What was shown during this visit, by key, so that Back shows a page at once, with its height and its place. */
const kept = new Map<string, unknown>();
const KEPT_AT_MOST = 60;

export function keep(key: string, data: unknown): void {
  kept.delete(key); // to the end: the one that was kept longest ago goes first
  kept.set(key, data);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest);
}

/** What `keep` last put under the key. */
export function recall<Data>(key: string): Data | undefined {
  return kept.get(key) as Data | undefined;
}

/** Forgets everything: who asks has changed, and with it what they may see. */
export function forgetAnswers(): void {
  kept.clear();
}

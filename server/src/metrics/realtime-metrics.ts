/** What the realtime core counts; see `docs/operations.md`. */
export interface RealtimeMetrics {
  roomOpened(): void;
  roomClosed(): void;
  socketOpened(): void;
  socketClosed(code: number): void;
  /** @param reason of a refusal the fault, of an adjustment the rule or the violation */
  verdict(kind: 'accepted' | 'adjusted' | 'refused' | 'known', reason?: string): void;
  /** One update was checked. */
  gated(seconds: number): void;
  /** One commit was durable: of so many updates in so many designs. */
  committed(seconds: number, rows: number, rooms: number): void;
  /** Somebody was not taken in because the server was busy. */
  shed(): void;
}

const nothing = (): void => undefined;

export const NO_METRICS: RealtimeMetrics = {
  roomOpened: nothing,
  roomClosed: nothing,
  socketOpened: nothing,
  socketClosed: nothing,
  verdict: nothing,
  gated: nothing,
  committed: nothing,
  shed: nothing,
};

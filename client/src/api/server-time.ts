let aheadMs = 0; // of the server's clock, against this browser's

/** Takes over the server's clock from an answer. `now` is ISO 8601. */
export function setServerTime(now: string): void {
  aheadMs = new Date(now).getTime() - Date.now();
}

export function serverNow(): Date {
  return new Date(Date.now() + aheadMs);
}

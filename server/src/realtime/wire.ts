/** One end of a connection to a client, as the realtime core sees it: a WebSocket, or what a simulation puts in its place. */
export interface Wire {
  readonly isOpen: boolean;
  /** Bytes that were sent and that the network has not taken yet. */
  readonly waitingBytes: number;
  /** Sends messages in their order, in one write. Does nothing when it is closed. */
  send(messages: readonly Uint8Array[]): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** Ends it without a word. */
  terminate(): void;
  /** Takes no more from the client, who then cannot send more than the network holds. */
  pause(): void;
  resume(): void;
  /** To be called once, before anything can have arrived. */
  listen(hears: WireListener): void;
}

export interface WireListener {
  /** @param message null: it was not binary */
  message(message: Uint8Array | null): void;
  pong(): void;
  /** Once, however it ended. */
  closed(code: number): void;
}

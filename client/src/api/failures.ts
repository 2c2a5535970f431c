/** No answer came: the connection or the server is down. Trying again may help. */
export class UnreachableError extends Error {
  constructor(cause?: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'UnreachableError';
  }
}

/** The server answered, but with nothing that we understand. `status` is that of HTTP. */
export class UnexpectedError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The server answered ${String(status)}.`);
    this.name = 'UnexpectedError';
    this.status = status;
  }
}

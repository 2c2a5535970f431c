/** The studio cannot start. The message is one sentence for whoever started it: what is wrong and what would help. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

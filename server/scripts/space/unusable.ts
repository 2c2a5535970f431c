/** What was given cannot be worked with; the message is one line that says what, where and what would help. */
export class Unusable extends Error {
  override readonly name = 'Unusable';

  constructor(message: string) {
    super(message.replace(/\s+/g, ' ').trim());
  }
}

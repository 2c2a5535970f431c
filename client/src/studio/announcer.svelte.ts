/** What is read out to those who do not see the product: their own changes and those of others. */
export class Announcer {
  #text = $state('');
  #odd = false;

  get text(): string {
    return this.#text;
  }

  say(text: string): void {
    // The same sentence twice is read twice only when the region's text differs.
    this.#odd = !this.#odd;
    this.#text = this.#odd ? text : `${text}\u00a0`;
  }
}

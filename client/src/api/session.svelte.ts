import type { Me } from 'shared/accounts/api.ts';
import { enterAs, getMe, rename, signOut } from './accounts.ts';
import { forgetAnswers } from './kept-answers.ts';

type Person = NonNullable<Me['person']>;

/** Who is here. `known` is false until the server has said so once; then a null person is a visitor. */
class Session {
  #me = $state.raw<Me | null>(null);
  #failed = $state(false);
  #loading: Promise<void> | null = null;

  get known(): boolean {
    return this.#me !== null || this.#failed;
  }
  get demo(): boolean {
    return this.#me?.demo ?? false;
  }
  get person(): Person | null {
    return this.#me?.person ?? null;
  }

  /** For the keys of answers that depend on who asks: null until that is known. */
  get key(): string | null {
    return this.known ? (this.person?.id ?? 'visitor') : null;
  }

  async load(): Promise<void> {
    this.#loading = this.#ask();
    await this.#loading;
  }

  /** Who is here now: in another window of this browser somebody else may have signed in. */
  async whoIsHere(): Promise<string | null> {
    if (this.known) await this.load();
    else await this.#loading;
    return this.person?.id ?? null;
  }

  async enterAs(key: string): Promise<void> {
    await enterAs(key);
    await this.#changed();
  }

  async signOut(): Promise<void> {
    await signOut();
    await this.#changed();
  }

  async rename(name: string): Promise<void> {
    await rename({ name });
    await this.load();
  }

  async #ask(): Promise<void> {
    try {
      this.#me = await getMe();
    } catch {
      // The screens say what is wrong; without an answer everybody is a visitor.
      this.#failed = true;
    }
  }

  async #changed(): Promise<void> {
    forgetAnswers();
    await this.load();
  }
}

export const session = new Session();

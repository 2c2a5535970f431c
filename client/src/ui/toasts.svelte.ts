interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 6_000;

/** Short notes on what just happened, where the change itself is not in view. */
class Toasts {
  #shown = $state.raw<readonly Toast[]>([]);
  #last = 0;

  get shown(): readonly Toast[] {
    return this.#shown;
  }

  say(text: string, more: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
    const toast: Toast = { id: ++this.#last, text, tone: 'plain', ...more };
    this.#shown = [...this.#shown.slice(-2), toast];
    // Whoever has to act on it must not be hurried.
    if (!toast.action) setTimeout(() => this.dismiss(toast.id), SHOWN_MS);
  }

  dismiss(id: number): void {
    this.#shown = this.#shown.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();

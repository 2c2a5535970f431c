import type { Point } from 'shared/design/geometry.ts';
import type { Viewport } from '../canvas/viewport.svelte.ts';
import type { Gesture, PointerAt } from './gesture.ts';
import { PinchGesture } from './pinch-gesture.ts';

export interface CanvasPointersOptions {
  readonly viewport: Viewport;
  /** What a pointer that goes down at a place begins; null: nothing. */
  readonly begin: (at: PointerAt, event: PointerEvent) => Gesture | null;
  /** A pointer moves over the product without being down; null: it left. */
  readonly hover: (at: PointerAt | null) => void;
}

const WHEEL_LINE = 16; // pixels of a wheel that counts in lines
const WHEEL_ZOOM = 0.0016; // per pixel of a wheel
const PINCH_ZOOM = 0.01; // per pixel of a pinch on a trackpad, which arrives as a wheel with Ctrl

/** Turns the pointers and the wheel over the stage into gestures: one at a time, and two fingers always mean the view. */
export class CanvasPointers {
  readonly #element: HTMLElement;
  readonly #options: CanvasPointersOptions;
  readonly #fingers = new Map<number, Point>();
  readonly #listening = new AbortController();
  #gesture: { readonly pointerId: number; readonly gesture: Gesture } | null = null;
  #pinch: PinchGesture | null = null;

  constructor(element: HTMLElement, options: CanvasPointersOptions) {
    this.#element = element;
    this.#options = options;
    const { signal } = this.#listening;
    element.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', (event) => this.#up(event), { signal });
    element.addEventListener('pointercancel', (event) => this.#cancelled(event), { signal });
    element.addEventListener('pointerleave', () => options.hover(null), { signal });
    element.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
  }

  get isBusy(): boolean {
    return this.#gesture !== null;
  }

  /** Lets go of what is in hand as if it had not been taken. */
  cancel(): void {
    this.#gesture?.gesture.cancel();
    this.#gesture = null;
  }

  destroy(): void {
    this.cancel();
    this.#listening.abort();
  }

  #at(event: PointerEvent | WheelEvent): PointerAt {
    const box = this.#element.getBoundingClientRect();
    const screen: Point = [event.clientX - box.left, event.clientY - box.top];
    return {
      screen,
      artwork: this.#options.viewport.toArtwork(screen),
      shift: event.shiftKey,
      alt: event.altKey,
      isTouch: event instanceof PointerEvent && event.pointerType === 'touch',
    };
  }

  #down(event: PointerEvent): void {
    const at = this.#at(event);
    if (at.isTouch) this.#fingers.set(event.pointerId, at.screen);
    const [first, second] = [...this.#fingers.values()];
    if (first && second) {
      this.cancel();
      this.#pinch = new PinchGesture(this.#options.viewport, [first, second]);
      return;
    }
    if (this.#gesture) return;
    const gesture = this.#options.begin(at, event);
    if (!gesture) return;
    this.#gesture = { pointerId: event.pointerId, gesture };
    this.#element.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const at = this.#at(event);
    if (this.#fingers.has(event.pointerId)) this.#fingers.set(event.pointerId, at.screen);
    const [first, second] = [...this.#fingers.values()];
    if (this.#pinch && first && second) this.#pinch.move([first, second]);
    else if (this.#gesture?.pointerId === event.pointerId) this.#gesture.gesture.move(at);
    if (!at.isTouch) this.#options.hover(at);
  }

  #up(event: PointerEvent): void {
    this.#lift(event.pointerId);
    if (this.#gesture?.pointerId !== event.pointerId) return;
    const { gesture } = this.#gesture;
    this.#gesture = null;
    gesture.end(this.#at(event));
  }

  #cancelled(event: PointerEvent): void {
    this.#lift(event.pointerId);
    if (this.#gesture?.pointerId === event.pointerId) this.cancel();
  }

  #lift(pointerId: number): void {
    this.#fingers.delete(pointerId);
    if (this.#fingers.size < 2) this.#pinch = null;
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1;
    const { screen } = this.#at(event);
    if (event.shiftKey) this.#options.viewport.panBy(-(event.deltaX || event.deltaY) * unit, 0);
    else {
      const speed = event.ctrlKey ? PINCH_ZOOM : WHEEL_ZOOM;
      this.#options.viewport.zoomBy(Math.exp(-event.deltaY * unit * speed), screen);
    }
  }
}

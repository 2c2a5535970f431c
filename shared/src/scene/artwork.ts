/** `[a, b, c, d, e, f]`: x' = a·x + c·y + e, y' = b·x + d·y + f, as in SVG. */
export type Matrix = readonly [number, number, number, number, number, number];

/** `currentColor` stays open until a scene is made: it becomes the colour of a parameter's option or of an ink. */
export type ArtworkColour = `#${string}` | 'currentColor';

export interface GradientStop {
  readonly offset: number; // 0 … 1
  readonly colour: ArtworkColour;
  readonly opacity: number; // 0 … 1
}

export type ArtworkPaint =
  | { readonly kind: 'solid'; readonly colour: ArtworkColour }
  | {
      readonly kind: 'linear';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly stops: readonly GradientStop[];
    }
  | {
      readonly kind: 'radial';
      readonly centre: readonly [number, number];
      readonly focus: readonly [number, number];
      readonly radius: number;
      readonly stops: readonly GradientStop[];
    };

/** One path with everything that is needed to paint it. Gradients are in the path's own coordinates. */
export interface ArtworkShape {
  readonly d: string;
  readonly matrix: Matrix;
  readonly fill: ArtworkPaint | null;
  readonly fillRule: 'nonzero' | 'evenodd';
  readonly fillOpacity: number;
  readonly stroke: ArtworkPaint | null;
  readonly strokeOpacity: number;
  readonly strokeWidth: number;
  readonly lineCap: 'butt' | 'round' | 'square';
  readonly lineJoin: 'miter' | 'round' | 'bevel';
  readonly dash: readonly number[];
  readonly opacity: number;
  /** Path outside of which nothing of the shape shows; its own matrix leads to the artwork's coordinates. */
  readonly clip: { readonly d: string; readonly matrix: Matrix } | null;
}

export interface ArtworkLayer {
  readonly id: string;
  readonly shapes: readonly ArtworkShape[];
  /** A box that all shapes surely lie in: views that it does not touch need not draw the layer. */
  readonly bounds: readonly [x: number, y: number, width: number, height: number];
}

/** A drawing in millimetres with named layers, from back to front. */
export interface Artwork {
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly layers: readonly ArtworkLayer[];
}

/** The path of an SVG basic shape; null where its measures are missing or make no sense, or a path has foreign signs in it. */
export function basicShapePath(tag: string, attributes: Readonly<Record<string, string>>): string | null {
  const at = (name: string): number => Number(attributes[name] ?? 0);
  switch (tag) {
    case 'path': {
      const d = (attributes['d'] ?? '').trim().replace(/\s+/g, ' ');
      return /^[Mm][\d\s.,eE+\-MmLlHhVvCcSsQqTtAaZz]*$/.test(d) ? d : null;
    }
    case 'rect':
      return roundedRectangle(at('x'), at('y'), at('width'), at('height'), attributes['rx'], attributes['ry']);
    case 'circle':
      return ellipse(at('cx'), at('cy'), at('r'), at('r'));
    case 'ellipse':
      return ellipse(at('cx'), at('cy'), at('rx'), at('ry'));
    case 'line':
      return finite(at('x1'), at('y1'), at('x2'), at('y2')) ? `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}` : null;
    case 'polyline':
    case 'polygon': {
      const values = (attributes['points'] ?? '')
        .split(/[\s,]+/)
        .filter((part) => part !== '')
        .map(Number);
      if (values.length < 4 || values.length % 2 !== 0 || !finite(...values)) return null;
      const points = values.flatMap((x, index) => (index % 2 === 0 ? [`${x} ${values[index + 1]}`] : []));
      return `M${points.join('L')}${tag === 'polygon' ? 'Z' : ''}`;
    }
    default:
      return null;
  }
}

const finite = (...values: readonly number[]): boolean => values.every(Number.isFinite);

function ellipse(cx: number, cy: number, rx: number, ry: number): string | null {
  if (!finite(cx, cy, rx, ry) || rx <= 0 || ry <= 0) return null;
  return `M${cx - rx} ${cy}A${rx} ${ry} 0 1 1 ${cx + rx} ${cy}A${rx} ${ry} 0 1 1 ${cx - rx} ${cy}Z`;
}

function roundedRectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  rxText?: string,
  ryText?: string,
): string | null {
  const rx = Math.min(Number(rxText ?? ryText ?? 0), width / 2);
  const ry = Math.min(Number(ryText ?? rxText ?? 0), height / 2);
  if (!finite(x, y, width, height, rx, ry) || width <= 0 || height <= 0) return null;
  if (rx <= 0 || ry <= 0) return `M${x} ${y}H${x + width}V${y + height}H${x}Z`;
  const corner = (dx: number, dy: number): string => `a${rx} ${ry} 0 0 1 ${dx} ${dy}`;
  return `M${x + rx} ${y}H${x + width - rx}${corner(rx, ry)}V${y + height - ry}${corner(-rx, ry)}H${x + rx}${corner(-rx, -ry)}V${y + ry}${corner(rx, -ry)}Z`;
}

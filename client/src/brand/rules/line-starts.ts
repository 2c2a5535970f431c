/** Where each line of a text begins, in UTF-16 units; the first is 0. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the line, from 0, in which a place of the text is. */
export function lineIndex(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{3ffff}]/gu;
const TAB = 2;

/** How many columns of a monospaced font a line takes: tabs at most two, wide characters two. */
export function columnsOf(line: string): number {
  const tabs = line.split('\t').length - 1;
  return [...line].length + tabs * (TAB - 1) + (line.match(WIDE)?.length ?? 0);
}

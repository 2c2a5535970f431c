import type { StrictBallots } from './strict-ballots.ts';

/** Papers that go to one entry together. */
export interface Dealt {
  readonly entry: number;
  /** How many ballots. */
  readonly papers: number;
  /** Names the stack. */
  readonly stack: number;
}

/**
 * The papers of a count in stacks. What is left of a paper moves along with it, so that memory is only ever read from front to
 * back: to follow a million papers to where they lie takes longer than to copy what they still say.
 */
export interface Papers {
  /** The stack of all of them, in the beginning. */
  readonly all: number;
  /** Puts papers with the next entry in the race; the stacks are used up. Papers that name nobody who is left are gone. */
  deal(stacks: readonly number[], inRace: Uint8Array): Dealt[];
}

type Marks = Uint8Array | Uint16Array;

interface Stack {
  /** Of each paper the mark that it lies there for, what it ranks behind that, and an end. */
  marks: Marks;
  used: number;
  papers: number;
  /** How many ballots each paper stands for; null: one. */
  readonly weights: number[] | null;
}

/** For marks of any kind, and for papers that stand for several ballots. */
export function plainPapers({ entries, marks, end, counts, total }: StrictBallots): Papers {
  const stacks = new Map<number, Stack>();
  let last = 0;
  const put = (stack: Stack): number => {
    stacks.set(++last, stack);
    return last;
  };
  const empty = (): Stack => ({
    ...{ used: 0, papers: 0, weights: counts ? [] : null },
    marks: marks instanceof Uint8Array ? new Uint8Array(0) : new Uint16Array(0),
  });
  return {
    all: put({ marks, used: marks.length, papers: total, weights: counts ? [...counts] : null }),
    deal(given, inRace) {
      const to = entries.map(() => empty());
      for (const id of given) {
        dealStack(stacks.get(id) as Stack, to, inRace, end);
        stacks.delete(id);
      }
      return to.flatMap((stack, entry): Dealt[] =>
        stack.used === 0 ? [] : [{ entry, papers: stack.papers, stack: put(stack) }],
      );
    },
  };
}

function dealStack({ marks, used, weights }: Stack, to: readonly Stack[], inRace: Uint8Array, end: number): void {
  // The end of a ballot stops the search like an entry in the race does: one condition instead of two.
  const stops = new Uint8Array(end + 1);
  stops.set(inRace);
  stops[end] = 1;
  const longest = inRace.length + 1;
  for (let at = 0, paper = 0; at < used; at++, paper++) {
    let mark = marks[at] as number;
    while (stops[mark] === 0) mark = marks[++at] as number;
    if (mark === end) continue;
    const stack = to[mark] as Stack;
    if (stack.used + longest > stack.marks.length) grow(stack, longest);
    const target = stack.marks;
    let free = stack.used;
    do {
      target[free++] = mark;
      mark = marks[++at] as number;
    } while (mark !== end);
    target[free++] = end;
    stack.used = free;
    const weight = weights ? (weights[paper] as number) : 1;
    stack.papers += weight;
    stack.weights?.push(weight);
  }
}

function grow(stack: Stack, by: number): void {
  const size = Math.max(stack.marks.length * 2, by * 4);
  const larger = stack.marks instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size);
  larger.set(stack.marks.subarray(0, stack.used));
  stack.marks = larger;
}

import type { Design } from 'shared/design/design.ts';
import type { ErrorDetails } from 'shared/errors.ts';
import type { SpaceHash } from 'shared/ids.ts';
import type { Finding } from 'shared/space/lint.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Adjustment } from 'shared/space/violation.ts';

/** Compiled rules as they are kept: what they depend on (`rulesHash`), and they themselves (`encodeEngine`). */
export interface CompiledRules {
  readonly rulesHash: string;
  readonly engine: Uint8Array;
}

/** A space, and what is stored of its compiled rules. */
export interface SpaceWithRules {
  readonly hash: SpaceHash;
  readonly space: Space;
  readonly stored: CompiledRules | null;
}

/** A space that may be published. */
export interface PreparedSpace {
  readonly kind: 'prepared';
  readonly published: PublishedSpace;
  readonly spaceHash: SpaceHash;
  /** Null where it would take longer than a publisher should wait: to be done later. */
  readonly compiled: CompiledRules | null;
}

/** What was designed, in the version of the space in which it was. */
export interface DesignToCheck {
  readonly id: string;
  readonly design:
    | { readonly content: Design }
    /** A document in pieces, as Yjs updates in the order of the log. */
    | { readonly spaceHash: SpaceHash; readonly updates: readonly Uint8Array[] };
}

/** What new rules would do to one design. */
export interface BrokenBy {
  readonly id: string;
  readonly rules: readonly string[];
  readonly adjustments: readonly Adjustment[];
}

/** What the thread does, by name: what it takes and what it gives. */
interface RulesTasks {
  /** Checks a space, with `rules` (JSON of a `RulesBody`) in place of its own, and compiles it within a small budget. */
  readonly prepare: {
    readonly takes: { readonly published: PublishedSpace; readonly rules: string | null };
    readonly gives: PreparedSpace | { readonly kind: 'no_design'; readonly finding: Finding };
  };
  readonly lint: { readonly takes: { readonly space: Space }; readonly gives: readonly Finding[] };
  /** What is stored if it belongs to the space, else compiled anew; `mismatch` says what was wrong with what is stored. */
  readonly compile: {
    readonly takes: { readonly space: Space; readonly stored: CompiledRules | null };
    readonly gives: CompiledRules & { readonly isNew: boolean; readonly mismatch: string | null };
  };
  /** What the rules of `next` would do to designs; `spaces` are those in which they are, by hash. */
  readonly impact: {
    readonly takes: {
      readonly next: SpaceWithRules;
      readonly spaces: readonly SpaceWithRules[];
      readonly designs: readonly DesignToCheck[];
    };
    readonly gives: readonly BrokenBy[];
  };
}
export type RulesTask = keyof RulesTasks;
export type Takes<Task extends RulesTask> = RulesTasks[Task]['takes'];
export type Gives<Task extends RulesTask> = RulesTasks[Task]['gives'];

export interface RulesRequest {
  /** Its answer has the same. */
  readonly id: number;
  readonly task: RulesTask;
  readonly input: unknown;
}
export interface RulesReply {
  readonly id: number;
  readonly answer: RulesAnswer;
}
export type RulesAnswer =
  | { readonly type: 'done'; readonly output: unknown }
  /** What somebody did wrong: a `DomainError`. */
  | {
      readonly type: 'refused';
      readonly code: 'space_invalid' | 'rules_unreadable';
      readonly message: string;
      readonly details: ErrorDetails;
    }
  | { readonly type: 'failed'; readonly message: string };

import type { Language } from 'shared/localized.ts';
import type brand from './messages/brand.en.ts';
import type campaign from './messages/campaign.en.ts';
import type common from './messages/common.en.ts';
import type errors from './messages/errors.en.ts';
import type front from './messages/front.en.ts';
import type rules from './messages/rules.en.ts';
import type studio from './messages/studio.en.ts';
import type vote from './messages/vote.en.ts';

/** A screen loads only the areas that it speaks, in one language: a voter's page carries nothing of the studio. */
export const AREAS = ['common', 'front', 'campaign', 'studio', 'vote', 'brand', 'rules', 'errors'] as const;
export type Area = (typeof AREAS)[number];

export type MessageKey =
  | keyof typeof brand
  | keyof typeof campaign
  | keyof typeof common
  | keyof typeof errors
  | keyof typeof front
  | keyof typeof rules
  | keyof typeof studio
  | keyof typeof vote;

export type Messages = Readonly<Record<string, string>>;

const files = import.meta.glob<Messages>('./messages/*.ts', { import: 'default' });

/** Rejects where the file cannot be fetched. An area that does not exist (yet) is empty. */
export async function loadArea(area: Area, language: Language): Promise<Messages> {
  return (await files[`./messages/${area}.${language}.ts`]?.()) ?? {};
}

import { contrast } from '../../ui/colour.ts';

/** What can be read on a person's colour (`#rrggbb`). */
export function contrastInk(colour: string): string {
  return contrast(colour, '#ffffff') >= contrast(colour, '#17130f') ? '#ffffff' : '#17130f';
}

export type SpaceErrorCode = 'space_not_found' | 'space_invalid' | 'artwork_invalid' | 'font_not_found';

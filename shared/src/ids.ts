/** A string that only the schema at the edge (or the database) may turn into an id of one kind. */
type Brand<Name extends string> = string & { readonly __brand: Name };

export type PersonId = Brand<'PersonId'>;
export type BrandId = Brand<'BrandId'>;
export type ProductId = Brand<'ProductId'>;
export type CampaignId = Brand<'CampaignId'>;
export type DesignId = Brand<'DesignId'>;
export type EntryId = Brand<'EntryId'>;
export type RoundId = Brand<'RoundId'>;
/** SHA-256 of the canonical JSON of a published space, in lower-case hexadecimal. */
export type SpaceHash = Brand<'SpaceHash'>;

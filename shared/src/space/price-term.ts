/** The term that stands for the price of all choices; no parameter may have this name. */
export const PRICE = 'price';

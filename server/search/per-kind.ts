/** How many things of a kind a search shows. */
export const perKind = 8;

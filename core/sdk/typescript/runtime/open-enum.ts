/** Values that are known today; others, which the API may add later, are allowed too. */
export type OpenEnum<T extends string | number> = T | (T extends string ? string & {} : number & {});

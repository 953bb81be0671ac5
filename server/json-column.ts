import { Prisma } from '#prisma/generated/client.ts';

/** A JSON column that may be empty, for a write: null empties it, undefined leaves it as it is. */
export function jsonColumn<Name extends string>(name: Name, value: Prisma.InputJsonValue | null | undefined) {
  return (value === undefined ? {} : { [name]: value ?? Prisma.DbNull }) as {
    [Key in Name]?: Prisma.InputJsonValue | typeof Prisma.DbNull;
  };
}

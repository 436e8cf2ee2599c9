import { z } from "zod";

/** The same tree with anything possibly missing; lists and leaves are whole or missing. */
export type Salvaged<T> = T extends string | number | boolean | bigint | null | undefined | readonly unknown[]
  ? T
  : { readonly [K in keyof T]?: Salvaged<T[K]> | undefined };

/**
 * What of a value fits its schema: the whole of it, or what is left of a mapping without the keys that do not fit. So one
 * mistake does not keep the rest of a file from being checked.
 */
export const salvage = <S extends z.ZodType>(
  schema: S,
  value: unknown,
): Salvaged<z.output<S>> | undefined => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Salvaged<z.output<S>>;
  return salvageMapping(bare(schema), value) as Salvaged<z.output<S>> | undefined;
};

const salvageMapping = (schema: z.ZodType, value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const found = value as Readonly<Record<string, unknown>>;
  const entries =
    schema instanceof z.ZodObject
      ? Object.entries(schema.shape).map(([key, inner]) => [key, salvage(inner as z.ZodType, found[key])])
      : schema instanceof z.ZodRecord
        ? Object.keys(found).map(key => [key, salvage(schema.valueType as z.ZodType, found[key])])
        : null;
  return entries === null ? undefined : Object.fromEntries(entries);
};

/** The schema without what makes it optional. */
export const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? bare(schema.unwrap() as z.ZodType)
    : schema;

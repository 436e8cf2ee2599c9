import { z } from "zod";
import type { Code } from "./codes.ts";

/** What a text of a certain form says, or why it is not of that form and what would be. */
export type Told<T> =
  | { readonly is: "told"; readonly value: T }
  | {
      readonly is: "refused";
      readonly code: Code;
      readonly why: string;
      readonly help: string;
      /** The item of a list, or the way to it in what is below; absent: all of it. */
      readonly item?: number | readonly (string | number)[];
    };

export const told = <T>(value: T): Told<T> => ({ is: "told", value });

/** What a custom issue of zod carries for its diagnostic. */
export type IssueParams = { readonly code: Code; readonly help: string };

/** A schema for a text of a form of our own; in the JSON Schema it is a string. */
export const form = <T>(read: (text: string) => Told<T>) => z.string().transform(reading(read));

/** The transform of any schema by a reader that can refuse. */
export const reading =
  <Input, T>(read: (input: Input) => Told<T>) =>
  (input: Input, context: z.RefinementCtx): T => {
    const result = read(input);
    if (result.is === "told") return result.value;
    const params: IssueParams = { code: result.code, help: result.help };
    const path = [result.item ?? []].flat();
    context.addIssue({ code: "custom", message: result.why, params, path, input });
    return z.NEVER;
  };

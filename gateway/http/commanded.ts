import { problem } from "../wire/common.ts";

/** What came of something that a person asked for. */
export type Commanded<T> =
  | { readonly is: "done"; readonly answer: T }
  /** A sentence; `by` rights: it says who may. */
  | { readonly is: "refused"; readonly why: string; readonly by?: "rights" }
  | { readonly is: "unknown" }
  /** The record cannot be written now; `why` continues the thing's name and says whether to try again. */
  | { readonly is: "unrecorded"; readonly why: string };

type NotDone = Exclude<Commanded<unknown>, { is: "done" }>;

/** The error answers of a route that does something, for its schema. */
export const NOT_DONE = { 403: problem, 404: problem, 409: problem, 503: problem } as const;

/**
 * The status and the body that tell why something was not done.
 *
 * @param name     what it is about, to begin a sentence: `alert 1a2b`
 * @param missing  what to say when there is no such thing
 */
export const refusal = (
  name: string,
  result: NotDone,
  missing: { readonly error: string; readonly message: string },
): { readonly status: 403 | 404 | 409 | 503; readonly body: { error: string; message: string } } => {
  switch (result.is) {
    case "unknown":
      return { status: 404, body: missing };
    case "refused":
      return result.by === "rights"
        ? { status: 403, body: { error: "NOT_ALLOWED", message: `${name}: ${result.why}` } }
        : { status: 409, body: { error: "REFUSED", message: `${name}: ${result.why}` } };
    case "unrecorded":
      return { status: 503, body: { error: "UNRECORDED", message: `${name} ${result.why}` } };
  }
};

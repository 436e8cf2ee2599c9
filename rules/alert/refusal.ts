import type { Transition } from "./alert.ts";

/** Why what a person asked for is not done; by `rights`: another person may, and `why` says who. */
export type Refusal = { readonly is: "refused"; readonly why: string; readonly by?: "rights" };

/** What follows from what a person did, or why it is not done. */
export type Answer = readonly Transition[] | Refusal;

export const refused = (why: string): Refusal => ({ is: "refused", why });

export const isRefused = (answer: Answer): answer is Refusal => "is" in answer;

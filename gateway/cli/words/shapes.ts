import type { WireWords } from "../../wire/common.ts";

export type Language = "zh" | "en";

/** What commander could not understand: its code and message, and what the message quotes. */
export type Usage = {
  readonly code: string;
  readonly message: string;
  /** Everything in quotes, in order: the option or command, the value. */
  readonly named: readonly string[];
  /** The nearest name that there is; empty when none is near. */
  readonly meant: string;
  /** Why a value does not fit. */
  readonly rest: string;
};

/** How many clauses cannot be judged in a hall, only in part, or have nothing there to be judged for. */
export type Lacks = { readonly blind: number; readonly inPart: number; readonly absent: number };

/** The Hallwatch that already listens where another one wants to. */
export type Clash = { readonly name: WireWords; readonly url: string };

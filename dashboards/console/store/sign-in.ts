import { signal } from "@preact/signals";

/** Somebody has to say who he is before what he did can go on. */
export type SignInAsked = {
  /** Who it is thought to be, by name; empty: nobody knows. */
  readonly person: string;
  /** Ends the asking: the name of whoever signed in, or null when nobody did. */
  done(by: string | null): void;
};

/** The question that is open; null: none. */
export const signInAsked = signal<SignInAsked | null>(null);

/** Asks who it is and waits for the answer. A question that was open is given up. @returns a name, or null */
export const askToSignIn = (person: string): Promise<string | null> =>
  new Promise(answer => {
    signInAsked.peek()?.done(null);
    signInAsked.value = {
      person,
      done: by => {
        signInAsked.value = null;
        answer(by);
      },
    };
  });

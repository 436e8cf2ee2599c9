/** What this console remembers between visits. Nothing here is needed: a browser that refuses storage forgets. */
type Remembered = "language" | "theme" | "person" | "actedAt" | "keys" | "sound";

const keyOf = (name: Remembered): string => `hallwatch.${name}`;

export const recall = (name: Remembered): string | null => {
  try {
    return localStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
};

export const remember = (name: Remembered, value: string): void => {
  try {
    localStorage.setItem(keyOf(name), value);
  } catch {
    // Private browsing: the choice holds until the page is closed.
  }
};

import type { Link } from "./link.ts";
import { type AskStatement, Refusal } from "./set-up.ts";

type Told = {
  readonly error?: string;
  readonly results?: readonly {
    readonly error?: string;
    readonly series?: readonly { readonly values?: readonly (readonly unknown[])[] }[];
  }[];
};

/**
 * Asks InfluxQL statements one at a time over a link; errors that the server puts into a good answer are errors.
 */
export const statements =
  (link: Link): AskStatement =>
  async statement => {
    const { status, text } = await link.send({
      method: "POST",
      path: "/query",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `q=${encodeURIComponent(statement)}`,
    });
    const told = read(text);
    const why = told.error ?? told.results?.find(({ error }) => error !== undefined)?.error;
    if (why !== undefined) throw new Refusal(why);
    if (status >= 300) throw new Refusal(`HTTP ${status}`);
    return (told.results ?? []).flatMap(({ series = [] }) => series.flatMap(({ values = [] }) => values));
  };

const read = (text: string): Told => {
  try {
    return JSON.parse(text) as Told;
  } catch {
    return {};
  }
};

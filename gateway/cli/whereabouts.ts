/** Where recorded readings are: what `--history` says. */
export type Whereabouts =
  | { readonly is: "embedded"; readonly directory: string }
  /** Name of an entry of `history.influx` in the site file. */
  | { readonly is: "influx"; readonly name: string }
  | { readonly is: "csv"; readonly file: string };

/** Reads `embedded:<data directory>`, `influx:<name>` or `csv:<file>`; null when it is none of these. */
export const whereabouts = (text: string): Whereabouts | null => {
  const [, kind, where = ""] = /^(embedded|influx|csv):(.+)$/.exec(text) ?? [];
  if (kind === "embedded") return { is: "embedded", directory: where };
  if (kind === "influx") return { is: "influx", name: where };
  if (kind === "csv") return { is: "csv", file: where };
  return null;
};

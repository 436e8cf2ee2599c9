import { textWidth } from "#rules/site/text-width.ts";

/** Rows in columns, aligned for terminals that draw Chinese characters two columns wide. Trailing space is cut. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const columns = Math.max(0, ...rows.map(row => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map(row => textWidth(row[column] ?? ""))),
  );
  return rows
    .map(row =>
      row
        .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - textWidth(cell)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

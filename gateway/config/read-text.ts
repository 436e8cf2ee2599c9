import { readFile } from "node:fs/promises";

/** The text of a file, or why it cannot be had, for people. */
export const readText = async (file: string): Promise<string | { readonly why: string }> => {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = { ENOENT: "there is no such file", EISDIR: "it is a directory" }[code ?? ""];
    return { why: why ?? String(error) };
  }
};

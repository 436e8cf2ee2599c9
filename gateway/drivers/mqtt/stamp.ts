import { statSync } from "node:fs";

/** What changes whenever a file is written or replaced; `gone` where there is none. */
export const fileStamp = (path: string): string => {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    return "gone";
  }
};

import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";

const PART_BYTES = 1 << 20;

/** How large a file is, and what it is: SHA-256 in hex. */
export type Print = { readonly bytes: number; readonly sha256: string };

/** Reads a file whole and says what it is. @param read  called after each part with its length */
export const printOf = (path: string, read: (bytes: number) => void = () => {}): Print => {
  const handle = openSync(path, constants.O_RDONLY);
  try {
    return readThrough(handle, part => read(part.length));
  } finally {
    closeSync(handle);
  }
};

/** Copies a file to a new one, durable when this returns. @returns  what was copied, which a growing file soon is not any more */
export const copyFile = (
  from: string,
  to: string,
  mode: number,
  read: (bytes: number) => void = () => {},
): Print => {
  const source = openSync(from, constants.O_RDONLY);
  try {
    const target = openSync(to, "wx", 0o600);
    try {
      const print = readThrough(source, part => {
        for (let done = 0; done < part.length; ) done += writeSync(target, part, done);
        read(part.length);
      });
      fchmodSync(target, mode);
      fsyncSync(target);
      return print;
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
};

/** Makes durable what somebody else wrote, and gives it its rights. */
export const settle = (path: string, mode: number): void => {
  const handle = openSync(path, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  chmodSync(path, mode);
};

const readThrough = (handle: number, take: (part: Buffer) => void): Print => {
  const hash = createHash("sha256");
  const part = Buffer.allocUnsafe(PART_BYTES);
  let bytes = 0;
  for (;;) {
    const length = readSync(handle, part, 0, part.length, null);
    if (length === 0) return { bytes, sha256: hash.digest("hex") };
    hash.update(part.subarray(0, length));
    take(part.subarray(0, length));
    bytes += length;
  }
};

import { hash, randomBytes } from "node:crypto";

/** 256 random bits as people and programs carry them: base64url, 43 characters. */
export const randomKey = (): string => randomBytes(32).toString("base64url");

/** What is kept of such a key: hex SHA-256. It is as random as the key, so it needs no slow hash. */
export const keptOf = (key: string): string => hash("sha256", key);

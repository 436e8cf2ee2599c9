import { createHash, randomBytes } from "node:crypto";

/** What a request is signed with. */
export type Signed = {
  readonly method: "GET";
  /** Path and query, as in the request. */
  readonly path: string;
  readonly username: string;
  readonly password: string;
};

const HASHES: Readonly<Record<string, string>> = { MD5: "md5", "SHA-256": "sha256" };

/**
 * The `Authorization` header for a challenge; null: it is none that we can answer. Basic is never answered: it would give
 * the password away.
 *
 * @param challenge  the header `WWW-Authenticate`
 * @param random     a nonce of our own, hex
 * @see RFC 7616 §3.4
 */
export const digest = (
  challenge: string,
  { method, path, username, password }: Signed,
  random: string = randomBytes(8).toString("hex"),
): string | null => {
  const [, said = ""] = /(?:^|,)\s*Digest\s+(.*)$/is.exec(challenge) ?? [];
  const field = (name: string) =>
    new RegExp(`(?:^|[\\s,])${name}=(?:"([^"]*)"|([^\\s,]+))`, "i").exec(said)?.slice(1).find(Boolean);
  const realm = field("realm");
  const nonce = field("nonce");
  const algorithm = field("algorithm")?.toUpperCase() ?? "MD5";
  const hash = HASHES[algorithm];
  if (realm === undefined || nonce === undefined || hash === undefined) return null;
  const of = (text: string) => createHash(hash).update(text).digest("hex");
  const qops = field("qop")
    ?.split(",")
    .map(each => each.trim());
  if (qops && !qops.includes("auth")) return null;
  const count = "00000001";
  const ends = [of(`${username}:${realm}:${password}`), of(`${method}:${path}`)] as const;
  const response = of(
    qops ? [ends[0], nonce, count, random, "auth", ends[1]].join(":") : [ends[0], nonce, ends[1]].join(":"),
  );
  const opaque = field("opaque");
  return `Digest ${[
    `username="${username.replaceAll(/["\\]/g, "\\$&")}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${path}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(qops ? ["qop=auth", `nc=${count}`, `cnonce="${random}"`] : []),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ].join(", ")}`;
};

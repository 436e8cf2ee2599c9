import { gunzipSync, gzipSync } from "node:zlib";

/** Lines as they are spooled and sent: gzip, in its fastest form, which still makes them about a tenth. */
export const bodyOf = (text: string): Uint8Array => gzipSync(text, { level: 1 });

/** Several bodies as one. They are packed anew: not every server reads a gzip stream past its first member. */
export const joinedBody = (bodies: readonly Uint8Array[]): Uint8Array => {
  const [only] = bodies;
  if (bodies.length === 1 && only !== undefined) return only;
  return gzipSync(Buffer.concat(bodies.map(body => gunzipSync(body))), { level: 1 });
};

/** The lines of bodies, without their ends. */
export const linesOf = (bodies: readonly Uint8Array[]): readonly string[] =>
  bodies.flatMap(body => gunzipSync(body).toString("utf8").split("\n")).filter(line => line !== "");

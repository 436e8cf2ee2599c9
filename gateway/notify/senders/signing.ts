import { createHash, createHmac } from "node:crypto";

/**
 * What a webhook's body is signed with: `X-Hallwatch-Signature: sha256=<hex HMAC-SHA256 of "<timestamp>.<body>">`.
 *
 * @param timestamp  seconds since 1970, as in `X-Hallwatch-Timestamp`
 */
export const bodySignature = (secret: string, timestamp: number, body: string): string =>
  `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;

/**
 * DingTalk's signature of a group robot's call, before it is percent-encoded into the query.
 *
 * @param timestampMs  ms since 1970; DingTalk takes an hour to either side
 * @see open.dingtalk.com, custom robot security settings: base64(HMAC-SHA256(key = secret, "<ms>\n<secret>"))
 */
export const dingtalkSign = (secret: string, timestampMs: number): string =>
  createHmac("sha256", secret).update(`${timestampMs}\n${secret}`).digest("base64");

/**
 * Feishu's signature of a group robot's call. Its key is the text that DingTalk signs, and what is signed is empty.
 *
 * @param timestamp  seconds since 1970; Feishu takes an hour to either side
 * @see open.feishu.cn, custom bot guide: base64(HMAC-SHA256(key = "<s>\n<secret>", ""))
 */
export const feishuSign = (secret: string, timestamp: number): string =>
  createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64");

/** A key without its meaning, for what leaves the house: the first 32 hex digits of its SHA-256. */
export const opaque = (key: string): string => createHash("sha256").update(key).digest("hex").slice(0, 32);

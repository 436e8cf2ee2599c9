import { createHmac } from "node:crypto";
import { z } from "zod";
import { answer, type Behaviour, type Received } from "./receiver.ts";

/**
 * Strict imitations of the group robots' servers, written from their documents and not from our senders: what they would
 * not take is answered as they answer it. They check address, form, length, signature, the age of its time, and the pace.
 */
export type RobotRules = {
  /** ms since 1970 on the server's clock */
  readonly now: () => number;
  /** The key in the robot's address. */
  readonly key: string;
  readonly secret?: string;
};

const HOUR_MS = 3_600_000;
/** Times of the last messages that were taken; true when one more is too many. */
const tooMany = (limit: number, now: () => number) => {
  let taken: number[] = [];
  return (): boolean => {
    taken = taken.filter(at => now() - at < 60_000);
    if (taken.length >= limit) return true;
    taken.push(now());
    return false;
  };
};

const queryOf = ({ path }: Received) => new URL(path, "http://robot").searchParams;
const jsonOf = ({ body }: Received): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

const wecomBody = z.strictObject({
  msgtype: z.literal("text"),
  text: z.strictObject({
    content: z
      .string()
      .min(1)
      .refine(text => Buffer.byteLength(text) <= 2_048),
    mentioned_mobile_list: z.array(z.string()).optional(),
    mentioned_list: z.array(z.string()).optional(),
  }),
});

/** @see developer.work.weixin.qq.com/document/path/91770 */
export const wecomServer = ({ now, key }: RobotRules): Behaviour => {
  const isTooMany = tooMany(20, now);
  return (response, received) => {
    const say = (errcode: number, errmsg: string) => answer(200, { errcode, errmsg })(response, received);
    if (!received.path.startsWith("/cgi-bin/webhook/send?") || queryOf(received).get("key") !== key)
      return say(93_000, "invalid webhook url, hint: [1700000000_1_abc], from ip: 127.0.0.1");
    if (!wecomBody.safeParse(jsonOf(received)).success)
      return say(40_058, "invalid Request Parameter, hint: [1700000000_2_abc]");
    if (isTooMany()) return say(45_009, "api freq out of limit, hint: [1700000000_3_abc]");
    say(0, "ok");
  };
};

const dingtalkBody = z.strictObject({
  msgtype: z.literal("text"),
  text: z.strictObject({ content: z.string().min(1) }),
  at: z
    .strictObject({
      atMobiles: z.array(z.string()).optional(),
      atUserIds: z.array(z.string()).optional(),
      isAtAll: z.boolean().optional(),
    })
    .optional(),
});

/** @see open.dingtalk.com/document/robots/custom-robot-access and its table of error codes */
export const dingtalkServer = ({ now, key, secret }: RobotRules): Behaviour => {
  const isTooMany = tooMany(20, now);
  return (response, received) => {
    const say = (errcode: number, errmsg: string) => answer(200, { errcode, errmsg })(response, received);
    const query = queryOf(received);
    if (!received.path.startsWith("/robot/send?") || query.get("access_token") !== key)
      return say(300_005, "token is not exist");
    if (secret !== undefined) {
      const timestamp = query.get("timestamp") ?? "";
      if (!/^\d{13}$/.test(timestamp) || Math.abs(now() - Number(timestamp)) > HOUR_MS)
        return say(310_000, "invalid timestamp");
      const wanted = createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64");
      if (query.get("sign") !== wanted) return say(310_000, "sign not match");
    }
    if (Buffer.byteLength(received.body) > 20_000)
      return say(460_101, "message too long, exceed 20000 bytes");
    if (!dingtalkBody.safeParse(jsonOf(received)).success) return say(40_035, "缺少参数 json");
    if (isTooMany()) return say(130_101, "send too fast, exceed 20 times per minute");
    say(0, "ok");
  };
};

const feishuBody = z.strictObject({
  timestamp: z.string().optional(),
  sign: z.string().optional(),
  msg_type: z.literal("text"),
  content: z.strictObject({ text: z.string().min(1) }),
});

/** @see open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
export const feishuServer = ({ now, key, secret }: RobotRules): Behaviour => {
  const isTooMany = tooMany(100, now);
  return (response, received) => {
    const say = (code: number, msg: string) =>
      answer(
        200,
        code === 0 ? { StatusCode: 0, StatusMessage: msg, code, data: {}, msg } : { code, msg, data: {} },
      )(response, received);
    if (received.path !== `/open-apis/bot/v2/hook/${key}`)
      return say(19_001, "param invalid: incoming webhook access token invalid");
    const { data } = feishuBody.safeParse(jsonOf(received));
    if (data === undefined || Buffer.byteLength(received.body) > 20_480) return say(9_499, "Bad Request");
    if (secret !== undefined) {
      const seconds = Number(data.timestamp);
      const isRecent = Math.abs(now() - seconds * 1_000) <= HOUR_MS;
      const wanted = createHmac("sha256", `${data.timestamp}\n${secret}`).digest("base64");
      if (!isRecent || data.sign !== wanted)
        return say(19_021, "sign match fail or timestamp is not within one hour from current time");
    }
    if (isTooMany()) return say(11_232, "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]");
    say(0, "success");
  };
};

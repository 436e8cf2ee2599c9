import { z } from "zod";
import { minutes } from "#rules/time/instant.ts";
import { cutBytes } from "../text-cut.ts";
import { type RobotKind, TOO_MANY } from "./robot.ts";
import { dingtalkSign } from "./signing.ts";

/** A robot's message may have 20,000 bytes in all, JSON included. */
const MOST_BYTES = 8_000;

const answer = z.object({ errcode: z.coerce.number().int(), errmsg: z.string().default("") });

/**
 * DingTalk (钉钉) group robot: a text that calls the person by mobile number. With a secret the address is signed.
 *
 * @see open.dingtalk.com, custom robot: 20 messages a minute, whoever sends more is shut out for ten; `errcode` 0 for success
 */
export const dingtalk: RobotKind = {
  perMinute: 20,
  request: ({ text, address }, { url, secret, wallMs }) => ({
    url: secret === undefined ? url : signed(url, secret, wallMs()),
    body: {
      msgtype: "text",
      text: {
        content: cutBytes(
          `${text.subject}\n${text.body}${address === null ? "" : `\n@${address}`}`,
          MOST_BYTES,
        ),
      },
      at: { atMobiles: address === null ? [] : [address], isAtAll: false },
    },
  }),
  answerOf: json => {
    const { data } = answer.safeParse(json);
    return data === undefined ? null : { code: data.errcode, text: data.errmsg };
  },
  meanings: {
    130101: TOO_MANY(20, minutes(10)),
    410100: TOO_MANY(20, minutes(10)),
    90030: { help: "its calls of this month are used up", retry: true, wait: minutes(10) },
    310000: {
      help: "its security settings do not let this through: check the secret, the keywords, the allowed addresses and this machine's clock",
      retry: false,
    },
    300001: { help: "no robot has this token: copy the address again from the group's robot", retry: false },
    300005: { help: "no robot has this token: copy the address again from the group's robot", retry: false },
    400101: { help: "no robot has this token: copy the address again from the group's robot", retry: false },
    400102: { help: "the robot was stopped: start it in the group's settings", retry: false },
    400013: { help: "the group was dissolved", retry: false },
  },
};

const signed = (url: string, secret: string, timestampMs: number): string => {
  const address = new URL(url);
  address.searchParams.set("timestamp", String(timestampMs));
  address.searchParams.set("sign", dingtalkSign(secret, timestampMs));
  return address.href;
};

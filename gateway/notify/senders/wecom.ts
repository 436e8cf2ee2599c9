import { z } from "zod";
import { cutBytes } from "../text-cut.ts";
import { type RobotKind, TOO_MANY } from "./robot.ts";

/** Texts of a WeCom robot may have 2,048 bytes. */
const MOST_BYTES = 2_048;

const answer = z.object({ errcode: z.int(), errmsg: z.string().default("") });

/**
 * WeCom (企业微信) group robot: a text that calls the person by mobile number.
 *
 * @see developer.work.weixin.qq.com/document/path/91770: 20 messages a minute, `errcode` 0 for success
 */
export const wecom: RobotKind = {
  perMinute: 20,
  request: ({ text, address }, { url }) => ({
    url,
    body: {
      msgtype: "text",
      text: {
        content: cutBytes(`${text.subject}\n${text.body}`, MOST_BYTES),
        ...(address === null ? {} : { mentioned_mobile_list: [address] }),
      },
    },
  }),
  answerOf: json => {
    const { data } = answer.safeParse(json);
    return data === undefined ? null : { code: data.errcode, text: data.errmsg };
  },
  meanings: {
    45009: TOO_MANY(20),
    45033: TOO_MANY(20),
    93000: { help: "no robot has this key: copy the address again from the group's robot", retry: false },
    93004: { help: "the robot was stopped: start it in the group's settings", retry: false },
    93008: { help: "the robot is no longer in the group: add it again", retry: false },
    40058: { help: "it does not take this form of message", retry: false },
  },
};

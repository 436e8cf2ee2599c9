import { z } from "zod";
import { cutBytes } from "../text-cut.ts";
import { type RobotKind, TOO_MANY } from "./robot.ts";
import { feishuSign } from "./signing.ts";

/** A request may have 20 kB in all, JSON included. */
const MOST_BYTES = 8_000;

/** Older robots answer in other words than newer ones; some in both. */
const answer = z.union([
  z.object({ code: z.int(), msg: z.string().default("") }),
  z
    .object({ StatusCode: z.int(), StatusMessage: z.string().default("") })
    .transform(({ StatusCode, StatusMessage }) => ({ code: StatusCode, msg: StatusMessage })),
]);

/**
 * Feishu (飞书) group robot: a text. With a secret the body is signed. A robot cannot call people by mobile number; an
 * address that is an open or user id (`ou_…`) is called.
 *
 * @see open.feishu.cn, custom bot guide: 100 messages a minute, 5 a second; `code` 0 for success
 */
export const feishu: RobotKind = {
  perMinute: 60,
  request: ({ text, address }, { url, secret, wallMs }) => {
    const timestamp = Math.floor(wallMs() / 1_000);
    const call = address?.startsWith("ou_") ? `\n<at user_id="${address}"></at>` : "";
    return {
      url,
      body: {
        ...(secret === undefined
          ? {}
          : { timestamp: String(timestamp), sign: feishuSign(secret, timestamp) }),
        msg_type: "text",
        content: { text: `${cutBytes(escaped(`${text.subject}\n${text.body}`), MOST_BYTES)}${call}` },
      },
    };
  },
  answerOf: json => {
    const { data } = answer.safeParse(json);
    return data === undefined ? null : { code: data.code, text: data.msg };
  },
  meanings: {
    11232: TOO_MANY(100),
    9499: { help: "it does not take this form of message", retry: false },
    19001: { help: "no robot has this address: copy it again from the group's robot", retry: false },
    19021: { help: "check the secret, and this machine's clock", retry: false },
    19022: { help: "it does not take messages from this address: add it to the robot's list", retry: false },
    19024: { help: "it asks for a keyword: add one of ours to the robot's list", retry: false },
  },
};

/** A text that came from a device or a name must not become a call to everybody. */
const escaped = (text: string): string => text.replaceAll("<", "＜").replaceAll(">", "＞");

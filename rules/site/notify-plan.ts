import type { AlertClass, Role } from "./role.ts";

/** How messages go out. */
export type NotifyPlan = {
  readonly channels: readonly Channel[];
  /** No message but of priority 1 and 2 between these minutes of the hall's day; what waits goes out at the end. Null: none. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** Where people open the console, without a closing slash: `https://hall.example.com`. Absent: nobody said. */
  readonly link?: string;
};

/** One way out. Names of environment variables stand for secrets. */
export type Channel = {
  readonly name: string;
  /** What a message says: `full`; or `brief`: the hall, what kind of thing, and to log in. */
  readonly detail: "full" | "brief";
  /** Which messages it gets beside those for people who are reached by it. Absent: none. */
  readonly receives?: ChannelFilter;
  readonly via: ChannelVia;
};

/** A message is received when each of these that is there fits it. */
export type ChannelFilter = {
  readonly roles?: readonly Role[];
  readonly classes?: readonly AlertClass[];
  /** This urgent or more. */
  readonly priority?: 1 | 2 | 3 | 4;
};

export type ChannelVia =
  | {
      readonly is: "email";
      /** `smtp://host:25`, `smtps://host:465` */
      readonly url: string;
      readonly from: string;
      readonly username?: string;
      readonly passwordEnv?: string;
    }
  | {
      readonly is: "webhook";
      readonly url: string;
      /** Signs the body: `X-Hallwatch-Signature: sha256=<hex HMAC of "<timestamp>.<body>">`. */
      readonly secretEnv?: string;
      readonly headers: Readonly<Record<string, string>>;
      /** Mustache text of the body; absent: the message as JSON. */
      readonly template?: string;
      readonly contentType: string;
    }
  /** Group robots: the address holds a key, so it may come from the environment as a whole. */
  | {
      readonly is: "wecom" | "dingtalk" | "feishu";
      readonly url?: string;
      readonly urlEnv?: string;
      readonly secretEnv?: string;
    }
  /** Publishes on the hall's own broker, never retained. */
  | { readonly is: "mqtt"; readonly topic: string }
  /** Keeps Alertmanagers up to date with all open alerts: every one of them gets everything. */
  | { readonly is: "alertmanager"; readonly urls: readonly string[] };

import type { Message } from "#rules/notice/message.ts";
import type { Millis } from "#rules/time/instant.ts";

/** One message on its way by one channel. */
export type Outgoing = {
  /** Of this delivery: the same again when it is sent again, so that a receiver can drop the repeat. */
  readonly key: string;
  /** Where the channel reaches the person: an e-mail address, a mobile number, a topic. Null: wherever the channel goes. */
  readonly address: string | null;
  /** The person's name; null: nobody in particular. */
  readonly person: string | null;
  readonly message: Message;
  readonly text: NoticeText;
  /** It leaves the house: no detail of `message` may be in what is sent, only `text`. */
  readonly isBrief: boolean;
  /** Documents that go with it, for channels that can carry any; absent: none. Asked at each try. */
  readonly attachments?: () => Promise<readonly Attachment[]>;
};

/** One document that goes with a message. */
export type Attachment = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** What is written, in both languages. */
export type NoticeText = {
  /** One line, short enough for the lock screen of a phone. */
  readonly subject: string;
  /** Lines of plain text. */
  readonly body: string;
  /** Where the console shows it; null when nobody said where the console is. */
  readonly link: string | null;
};

/** What came of a try. Texts are for people and hold no secrets. */
export type Sent =
  | { readonly is: "sent"; readonly detail: string }
  | {
      readonly is: "failed";
      /** Where, what happened, and what to do about it. */
      readonly why: string;
      /** Whether trying again can help while nobody changes anything. */
      readonly retry: boolean;
      /** The server asks to be left alone for so long: nothing goes out by this channel before. */
      readonly wait?: Millis;
    };

/** One way out. Keeps no queue: whoever calls it tries again. */
export type Sender = {
  /** The server for people, without anything secret: `smtp://mail.example:25`. */
  readonly where: string;
  /** The most messages a minute that the other side takes; absent: no limit is known. */
  readonly perMinute?: number;
  /** Tries once. Never rejects, and ends within its own time limit. */
  send(outgoing: Outgoing): Promise<Sent>;
};

import { createHash } from "node:crypto";
import type { Transporter } from "nodemailer";
import { millis, minutes } from "#rules/time/instant.ts";
import { PATIENCE_MS } from "../post.ts";
import type { Attachment, Outgoing, Sender, Sent } from "../sender.ts";
import { networkTrouble, shown, withoutSecrets } from "../trouble.ts";
import { opaque } from "./signing.ts";

export type EmailOptions = {
  /** `smtp://host:25` (encrypted when the server offers it) or `smtps://host:465` (encrypted from the start). */
  readonly url: string;
  readonly from: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly patienceMs?: number;
};

type MailError = Error & {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
};

/**
 * Plain-text mail, with the documents that go with it, through the hall's mail server. A password never goes over a connection without TLS. A repeat has the same
 * `Message-ID`, by which mail servers and programs drop it.
 */
export const emailSender = ({
  url,
  from,
  username,
  password,
  patienceMs = PATIENCE_MS,
}: EmailOptions): Sender => {
  const { protocol, hostname, port } = new URL(url);
  const isSecure = protocol === "smtps:";
  const number = Number(port || (isSecure ? 465 : 25));
  const where = `${protocol}//${hostname}:${number}`;
  const hasLogin = username !== undefined && password !== undefined;
  const settings = {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: number,
    secure: isSecure,
    requireTLS: hasLogin,
    ...(hasLogin ? { auth: { user: username, pass: password } } : {}),
    dnsTimeout: patienceMs,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  // Two megabytes that a hall without mail never loads.
  let transport: Promise<Transporter> | null = null;
  const loaded = (): Promise<Transporter> => {
    transport ??= import("nodemailer").then(({ createTransport }) => createTransport(settings));
    return transport;
  };
  return {
    where,
    send: async outgoing => {
      if (outgoing.address === null)
        return { is: "failed", why: `${where}: no e-mail address to send to`, retry: false };
      let attached: readonly Attachment[] = [];
      try {
        attached = (await outgoing.attachments?.()) ?? [];
      } catch (error) {
        const why = `the documents that go with it cannot be read (${String(error)}): it is tried again`;
        return { is: "failed", why, retry: true };
      }
      try {
        const mail = mailOf(outgoing, outgoing.address, { from, attached });
        const { response } = await (await loaded()).sendMail(mail);
        return { is: "sent", detail: `${where}: ${shown(response ?? "")}` };
      } catch (error) {
        const failed = failureOf(error as MailError, where, patienceMs);
        return { ...failed, why: withoutSecrets(failed.why, [password]) };
      }
    },
  };
};

type Envelope = { readonly from: string; readonly attached: readonly Attachment[] };

const mailOf = ({ key, text, message, isBrief }: Outgoing, to: string, { from, attached }: Envelope) => ({
  from,
  to,
  subject: text.subject,
  text: `${text.body}\n`,
  messageId: `<${createHash("sha256").update(key).digest("hex").slice(0, 40)}@${domainOf(from)}>`,
  headers: {
    "X-Hallwatch-Key": isBrief ? opaque(key) : key,
    // No server answers it with an out-of-office note. @see RFC 3834 §5
    "Auto-Submitted": "auto-generated",
  },
  attachments: attached.map(({ name, type, bytes }) => ({
    filename: name,
    contentType: type,
    content: bytes,
  })),
  priority: message.priority <= 2 && message.kind !== "test" ? ("high" as const) : ("normal" as const),
});

/** `hall.example` of `Hallwatch <alerts@hall.example>`. */
const domainOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? "hallwatch.invalid";

/** @see RFC 5321 §4.2.1: 4xx is for now, 5xx for good */
const failureOf = (error: MailError, where: string, patienceMs: number): Extract<Sent, { is: "failed" }> => {
  const said = shown(error.response ?? error.message);
  if (error.code === "EAUTH" && error.responseCode !== undefined)
    return {
      is: "failed",
      why: `${where}: does not let us log in: check username and password (${said})`,
      retry: false,
    };
  if (error.code === "ETLS" && !/certificate|altnames|self.signed/i.test(error.message))
    return {
      is: "failed",
      why: `${where}: offers no encryption, and the password does not go without: use smtps://, or leave username out (${said})`,
      retry: false,
    };
  const { responseCode } = error;
  if (responseCode !== undefined && responseCode >= 500)
    return {
      is: "failed",
      why: `${where}: refuses the mail (${said}): check sender and receiver`,
      retry: false,
    };
  if (responseCode === 421 || responseCode === 450 || responseCode === 451 || responseCode === 452)
    return {
      is: "failed",
      why: `${where}: does not take it now (${said}): it is tried again`,
      retry: true,
      wait: responseCode === 421 ? millis(minutes(1) / 2) : minutes(1),
    };
  return { is: "failed", ...networkTrouble(error, where, patienceMs) };
};

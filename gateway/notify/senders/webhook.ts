import mustache from "mustache";
import { toIso } from "#rules/time/instant.ts";
import { originOf, PATIENCE_MS, post } from "../post.ts";
import type { Outgoing, Sender } from "../sender.ts";
import { shown, withoutSecrets } from "../trouble.ts";
import { bodySignature, opaque } from "./signing.ts";

export type WebhookOptions = {
  readonly url: string;
  readonly secret?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Mustache text of the body; absent: the message as JSON. */
  readonly template?: string | undefined;
  readonly contentType: string;
  /** The hall: its id and names are in every body. */
  readonly hall: { readonly id: string; readonly name: { readonly zh: string; readonly en: string } };
  /** ms since 1970 of the real world's clock: a receiver checks the signature's age against its own. */
  readonly wallMs: () => number;
  readonly patienceMs?: number;
};

/**
 * Posts to an address of the hall's own choosing. Headers: `X-Hallwatch-Key` (the same in a repeat; also as
 * `Idempotency-Key`), `X-Hallwatch-Timestamp` (seconds) and, with a secret, `X-Hallwatch-Signature`.
 */
export const webhookSender = (options: WebhookOptions): Sender => {
  const { url, secret, headers, template, contentType, wallMs, patienceMs = PATIENCE_MS } = options;
  const where = originOf(url);
  return {
    where,
    send: async outgoing => {
      const view = viewOf(outgoing, options);
      const made = template === undefined ? JSON.stringify(view) : bodyOf(template, view, contentType);
      if (typeof made !== "string") return { is: "failed", why: `${where}: ${made.why}`, retry: false };
      const timestamp = Math.floor(wallMs() / 1_000);
      const own = {
        "content-type": contentType,
        "user-agent": "Hallwatch",
        "x-hallwatch-key": headerSafe(view.key),
        "idempotency-key": headerSafe(view.key),
        "x-hallwatch-timestamp": String(timestamp),
        ...(secret === undefined ? {} : { "x-hallwatch-signature": bodySignature(secret, timestamp, made) }),
      };
      const posted = await post({ url, where, headers: { ...headers, ...own }, body: made, patienceMs });
      const clean = (text: string) => withoutSecrets(text, [secret, url, ...Object.values(headers)]);
      if (posted.is === "failed") return { ...posted, why: clean(posted.why) };
      return { is: "sent", detail: `${where}: ${shown(clean(`${posted.status} ${posted.text}`))}` };
    },
  };
};

/** What a template can name. In brief there is nothing in it that says what happened where. */
const viewOf = ({ key, address, person, message, text, isBrief }: Outgoing, { hall }: WebhookOptions) => {
  const shared = {
    key: isBrief ? opaque(key) : key,
    isTest: message.kind === "test",
    at: toIso(message.at),
    // Whoever calls may hand in the whole site; no more of it than this leaves the house.
    hall: { id: hall.id, name: { zh: hall.name.zh, en: hall.name.en } },
    priority: message.priority,
    class: message.class,
    isSilent: message.isSilent,
    address,
    subject: text.subject,
    body: text.body,
    link: text.link,
  };
  if (isBrief) return shared;
  return {
    ...shared,
    kind: message.kind,
    to: { role: message.to.role, person },
    items: message.items.map(item => ({ ...item, openedAt: toIso(item.openedAt) })),
    ...(message.about && { about: message.about }),
  };
};

const bodyOf = (template: string, view: object, contentType: string): string | { readonly why: string } => {
  try {
    const body = mustache.render(template, view, {}, { escape: escapeFor(contentType) });
    if (isJson(contentType)) JSON.parse(body);
    return body;
  } catch (error) {
    const what = error instanceof SyntaxError ? "does not give JSON" : "cannot be filled in";
    return { why: `the template ${what}: ${shown(error instanceof Error ? error.message : String(error))}` };
  }
};

const isJson = (contentType: string): boolean => /[/+]json\b/i.test(contentType);

/** `{{…}}` is escaped for where it stands: within quotes in JSON, a form's value, text between tags. `{{{…}}}` never is. */
const escapeFor = (contentType: string): ((value: unknown) => string) => {
  if (isJson(contentType)) return value => JSON.stringify(String(value)).slice(1, -1);
  if (/x-www-form-urlencoded/i.test(contentType)) return value => encodeURIComponent(String(value));
  if (/html|xml/i.test(contentType)) return value => mustache.escape(String(value));
  return String;
};

/** Header values are visible ASCII. */
const headerSafe = (text: string): string => text.replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent);

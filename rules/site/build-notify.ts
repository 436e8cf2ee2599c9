import { hookAddress, mailAddress, mailServer, topicName } from "./addresses.ts";
import { type Building, keysAt } from "./building.ts";
import type { Told } from "./form.ts";
import type { Channel, ChannelFilter, ChannelVia, NotifyPlan } from "./notify-plan.ts";
import { ID } from "./schema.ts";
import type { Path } from "./yaml-source.ts";

type Via = ChannelVia["is"];
type Part = NonNullable<NonNullable<NonNullable<Building["tree"]["notify"]>["channels"]>[string]>;
type Key = Exclude<keyof Part, "via" | "detail" | "receives">;

/** What each kind of channel is told, and what it may be told beside that. */
const KEYS: Readonly<Record<Via, { readonly needs: readonly Key[]; readonly may: readonly Key[] }>> = {
  email: { needs: ["url", "from"], may: ["username", "password_env"] },
  webhook: { needs: ["url"], may: ["secret_env", "headers", "template", "content_type"] },
  wecom: { needs: [], may: ["url", "url_env"] },
  dingtalk: { needs: [], may: ["url", "url_env", "secret_env"] },
  feishu: { needs: [], may: ["url", "url_env", "secret_env"] },
  mqtt: { needs: ["topic"], may: [] },
  alertmanager: { needs: ["urls"], may: [] },
};
const COMMON = ["via", "detail", "receives"];
/** What stays in the hall, or has no use for a message without content. */
const FULL: readonly Via[] = ["mqtt", "alertmanager"];

/** How messages go out. */
export const buildNotify = (building: Building): NotifyPlan => {
  const { channels = {}, quiet_hours: quiet, link } = building.tree.notify ?? {};
  const built = Object.entries(channels).flatMap(([name, part]) => channelOf(building, name, part) ?? []);
  return {
    channels: built,
    quiet: quiet ? { from: quiet[0], to: quiet[1] } : null,
    ...(link !== undefined && { link }),
  };
};

const channelOf = (building: Building, name: string, part: Part | undefined): Channel | undefined => {
  const path = ["notify", "channels", name];
  if (!ID.test(name)) {
    const why = `"${name}" cannot be a name`;
    const help = "begin with a letter, then letters, digits, - and _";
    building.report({ code: "CFG106", path, at: "key", why, help });
  }
  if (part?.via === undefined) return undefined;
  const { via } = part;
  if (!checkKeys(building, via, path)) return undefined;
  const made = viaOf(building, via, part, path);
  if (made === undefined) return undefined;
  const detail = part.detail ?? (FULL.includes(via) ? "full" : "brief");
  return { name, detail, ...(part.receives && { receives: filterOf(part.receives) }), via: made };
};

const filterOf = ({ roles, classes, priority }: NonNullable<Part["receives"]>): ChannelFilter => ({
  ...(roles && { roles }),
  ...(classes && { classes }),
  ...(priority && { priority }),
});

const checkKeys = ({ written, report }: Building, via: Via, path: Path): boolean => {
  const { needs, may } = KEYS[via];
  const keys = keysAt(written, path);
  for (const key of keys) {
    if (COMMON.includes(key) || [...needs, ...may].includes(key as Key) || !isKey(key)) continue;
    const why = `"${key}" is not for a channel via ${via}`;
    const help = `it has ${[...needs, ...may].join(", ")}`;
    report({ code: "CFG402", path: [...path, key], at: "key", why, help });
  }
  if (via === "email" && keys.includes("receives")) {
    const why = '"receives" is not for a channel via email';
    const help = "mail goes to somebody: name channel and address in reach: of a person";
    report({ code: "CFG402", path: [...path, "receives"], at: "key", why, help });
  }
  const missing = needs.filter(key => !keys.includes(key));
  for (const key of missing)
    report({ code: "CFG101", path: [...path, key], at: "missing", why: `missing key "${key}"` });
  const isRobot = may.includes("url_env");
  if (!isRobot || keys.includes("url") !== keys.includes("url_env")) return missing.length === 0;
  const why = keys.includes("url") ? '"url" and "url_env" say the same' : 'missing key "url_env"';
  const code = keys.includes("url") ? "CFG402" : "CFG101";
  const at = keys.includes("url") ? "key" : "missing";
  report({ code, path: [...path, "url_env"], at, why, help: "the address of the robot, here or there" });
  return false;
};

const isKey = (key: string): boolean =>
  Object.values(KEYS).some(({ needs, may }) => [...needs, ...may].includes(key as Key));

/** The channel of its kind; undefined when something of it is wrong, which has then been told. */
const viaOf = (building: Building, via: Via, part: Part, path: Path): ChannelVia | undefined => {
  const read = reader(building, path);
  const { url = "", from = "", topic = "", urls = [], headers = {}, template } = part;
  switch (via) {
    case "email": {
      const [server, sender] = [read(mailServer, url, "url"), read(mailAddress, from, "from")];
      if (server === undefined || sender === undefined) return undefined;
      return {
        is: via,
        url: server,
        from: sender,
        ...(part.username !== undefined && { username: part.username }),
        ...(part.password_env !== undefined && { passwordEnv: part.password_env }),
      };
    }
    case "webhook": {
      const to = read(hookAddress, url, "url");
      const isPublic = checkHeaders(building, headers, path);
      if (to === undefined || !isPublic) return undefined;
      const contentType = part.content_type ?? "application/json";
      return {
        is: via,
        url: to,
        headers: headers as Readonly<Record<string, string>>,
        contentType,
        ...(part.secret_env !== undefined && { secretEnv: part.secret_env }),
        ...(template !== undefined && { template }),
      };
    }
    case "wecom":
    case "dingtalk":
    case "feishu": {
      const to = part.url === undefined ? "" : read(hookAddress, url, "url");
      if (to === undefined) return undefined;
      return {
        is: via,
        ...(part.url !== undefined && { url: to }),
        ...(part.url_env !== undefined && { urlEnv: part.url_env }),
        ...(part.secret_env !== undefined && { secretEnv: part.secret_env }),
      };
    }
    case "mqtt": {
      const to = read(topicName, topic, "topic");
      return to === undefined ? undefined : { is: via, topic: to };
    }
    case "alertmanager": {
      const all = urls.map((each, i) => read(hookAddress, each, "urls", i)?.replace(/\/+$/, ""));
      return all.includes(undefined) ? undefined : { is: via, urls: all as readonly string[] };
    }
  }
};

const reader =
  ({ report }: Building, path: Path) =>
  (form: (text: string) => Told<string>, text: string, ...steps: Path): string | undefined => {
    const read = form(text);
    if (read.is === "told") return read.value;
    report({ code: read.code, path: [...path, ...steps], at: "value", why: read.why, help: read.help });
    return undefined;
  };

/** Headers that carry a password everywhere. */
const SECRET = /^(proxy-)?authorization$|^cookie$|api-?key|token|secret/i;

const checkHeaders = ({ report }: Building, headers: NonNullable<Part["headers"]>, path: Path): boolean => {
  const secret = Object.keys(headers).filter(name => SECRET.test(name));
  for (const name of secret) {
    const why = "a password does not belong in the site file";
    const help = "sign with secret_env, which the receiver can check";
    report({ code: "CFG208", path: [...path, "headers", name], at: "key", why, help });
  }
  return secret.length === 0;
};

import { isTimeZone, timeZones } from "../time/dates.ts";
import { type Told, told } from "./form.ts";
import { nearest } from "./nearest.ts";

/** Reads a time zone by its IANA name. */
export const timeZone = (text: string): Told<string> => {
  if (isTimeZone(text)) return told(text);
  const meant = nearest(text, timeZones());
  const help = meant === null ? "write a name such as Asia/Shanghai" : `did you mean "${meant}"?`;
  return { is: "refused", code: "CFG205", why: `nobody knows the time zone "${text}"`, help };
};

/** `embedded`, or the URL of a broker without a user or password in it. */
export const brokerUrl = (text: string): Told<string> =>
  text === "embedded"
    ? told(text)
    : serverUrl(text, ["mqtt", "mqtts"], "write embedded, mqtt://host:1883 or mqtts://host:8883");

/** The URL of a database without a user or password in it. */
export const databaseUrl = (text: string): Told<string> =>
  serverUrl(text, ["http", "https"], "write http://host:8086");

/** The URL of a web page without a user or password in it; a closing slash is left out. */
export const webAddress = (text: string): Told<string> =>
  serverUrl(text, ["http", "https"], "write https://hall.example.com");

/** The URL of a mail server without a user or password in it. */
export const mailServer = (text: string): Told<string> =>
  serverUrl(text, ["smtp", "smtps"], "write smtp://host:25 or smtps://host:465");

/** The URL that requests are sent to, as it is written: there a closing slash may matter. */
export const hookAddress = (text: string): Told<string> => {
  const read = serverUrl(text, ["http", "https"], "write https://host/path");
  return read.is === "told" ? told(text) : read;
};

/** An e-mail address, `li@example.com`, or with a name: `Hall A <hall-a@example.com>`. @see RFC 5322 §3.4, its usual part */
export const mailAddress = (text: string): Told<string> => {
  const [, named, bare] = /^[^<>@,;\r\n]*<([^<>\s]+)>$|^(\S+)$/.exec(text) ?? [];
  if (/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(named ?? bare ?? "")) return told(text);
  return {
    is: "refused",
    code: "CFG208",
    why: `"${text}" is no e-mail address`,
    help: "write li@example.com",
  };
};

const serverUrl = (text: string, schemes: readonly string[], help: string): Told<string> => {
  const refused = (why: string, how = help): Told<never> => ({
    is: "refused",
    code: "CFG208",
    why,
    help: how,
  });
  const [, scheme = "", user, port] =
    /^([a-z]+):\/\/([^/@\s]*@)?(?:[A-Za-z0-9._-]+|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?(?:\/\S*)?$/.exec(text) ??
    [];
  if (!schemes.includes(scheme)) return refused(`"${text}" is not the address of such a server`);
  if (user !== undefined) {
    return refused("a password does not belong in the site file", "use username and password_env");
  }
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))
    return refused(`there is no port ${port}`);
  return told(text.replace(/\/+$/, ""));
};

/** Reads an MQTT topic or filter. @see MQTT 3.1.1 §4.7 */
export const topicFilter = (text: string): Told<string> => {
  const levels = text.split("/");
  const refused = (why: string, help: string): Told<never> => ({ is: "refused", code: "CFG209", why, help });
  if (text === "" || text.includes("\0")) return refused("a topic must not be empty", "");
  const wild = levels.find(level => /[+#]/.test(level) && level.length > 1);
  if (wild !== undefined)
    return refused(`"${wild}" mixes a wildcard with text`, "+ and # stand alone between slashes");
  if (levels.slice(0, -1).includes("#"))
    return refused("# is only allowed at the end of a topic", "+ is one level");
  return told(text);
};

/** Reads an MQTT topic without wildcards. */
export const topicName = (text: string): Told<string> => {
  const filter = topicFilter(text);
  if (filter.is === "told" && /[+#]/.test(text)) {
    return { is: "refused", code: "CFG209", why: `"${text}" must be one topic`, help: "leave out + and #" };
  }
  return filter;
};

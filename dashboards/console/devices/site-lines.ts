import type { WireUnknownDevice } from "#gateway/wire/device.ts";

/**
 * Lines for the site file that would make a device of an unknown one. What nobody has said is `?`, which the check of a site
 * file refuses: nothing is guessed.
 *
 * @param profile  one of those that it could be; null: none fits, and its points have to be described
 */
export const siteLines = ({ name }: Pick<WireUnknownDevice, "name">, profile: string | null): string => {
  const id = (name.split("/").at(-1) ?? "").replace(/[^\w-]/g, "") || "new";
  const source =
    profile === null
      ? [`mqtt: { topic: ${quoted(name)} }`, "points: {}  # role: { path: $.… }"]
      : [`profile: ${profile}`, `mqtt: { base: ${quoted(name)} }`];
  return [
    `${id}:`,
    ...['kind: "?"', 'zone: "?"', 'name: { zh: "?", en: "?" }', ...source].map(line => `  ${line}`),
  ].join("\n");
};

/** Plain where YAML takes it as the same text, else in double quotes. */
const quoted = (text: string): string =>
  /^[\p{L}_/][\p{L}\p{N}_./-]*$/u.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);

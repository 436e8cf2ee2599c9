import type { Message, MessageItem } from "#rules/notice/message.ts";
import type { Instant } from "#rules/time/instant.ts";
import { reminderLink } from "./reminder-link.ts";
import type { NoticeText } from "./sender.ts";
import { cutCharacters } from "./text-cut.ts";
import { reminderText } from "./text-reminder.ts";
import {
  LANGUAGES,
  type Language,
  MOST_ITEMS,
  numbered,
  SUBJECT_CHARACTERS,
  type TextOptions,
  WORDS,
} from "./text-words.ts";
import { en } from "./words/en.ts";
import { zh } from "./words/zh.ts";

/**
 * What a message says, Chinese first, then English.
 *
 * `brief` is for channels that leave the house: the hall, what kind of thing it is, how urgent and whether it is over, and to
 * log in. It names no place, no device and no finding, and its link none either.
 *
 * @see GA-10.1-8 in the clause catalogue
 */
export const textOf = (message: Message, options: TextOptions): NoticeText => {
  const link = linkOf(message, options);
  if (message.kind === "reminder") return reminderText(message, options, link);
  const isTest = message.kind === "test";
  const bodyOf = isTest ? testBody : options.detail === "brief" ? briefBody : fullBody;
  const body = LANGUAGES.map(language => bodyOf(message, language, link, options).join("\n"));
  const subject =
    options.detail === "brief" && !isTest ? briefSubject(message, options) : fullSubject(message, options);
  return { subject, body: body.join("\n\n"), link };
};

const linkOf = ({ items, about }: Message, { console, detail }: TextOptions): string | null => {
  if (console === null) return null;
  const base = console.replace(/\/+$/, "");
  const [only] = items;
  // The id of an alert or a paper says what it is about.
  if (about !== undefined && detail !== "brief") return `${base}/${reminderLink(about)}`;
  if (detail === "brief" || only === undefined || items.length > 1) return `${base}/#/`;
  return `${base}/#/alerts/${encodeURIComponent(only.alert)}`;
};

const fullSubject = (message: Message, { site }: TextOptions): string => {
  const { kind, items } = message;
  if (kind === "test") return `${zh.tag(zh.kind.test)}${en.tag(en.kind.test)}${site.name.zh} ${site.name.en}`;
  const titles = (language: Language) => {
    const [first] = items;
    if (first === undefined) return site.name[language];
    const { andMore, titleOf } = WORDS[language];
    const title = titleOf(first.title[language], first.targetName[language]);
    return items.length === 1 ? title : `${title} ${andMore(items.length)}`;
  };
  return cutCharacters(`${tagsOf(message)}${titles("zh")} / ${titles("en")}`, SUBJECT_CHARACTERS);
};

/** How urgent it is, and what became of it where it is not new. */
const tagsOf = ({ kind, priority }: Message): string =>
  `${zh.tag(zh.priority[priority])}${zh.kind[kind] === "" ? "" : zh.tag(zh.kind[kind])}`;

const briefSubject = (message: Message, { site }: TextOptions): string =>
  cutCharacters(
    `${tagsOf(message)}${site.name.zh}：${zh.class[message.class]}告警 / ${en.class[message.class]} alert`,
    SUBJECT_CHARACTERS,
  );

const testBody = (
  _: Message,
  language: Language,
  link: string | null,
  { site, person, detail }: TextOptions,
) => {
  const words = WORDS[language];
  return [
    `${words.tag(words.kind.test)}${words.test(site.name[language])}`,
    ...(person === null || detail === "brief" ? [] : [words.forPerson(person)]),
    ...(link === null ? [] : [words.open(link)]),
  ];
};

const briefBody = (message: Message, language: Language, link: string | null, { site }: TextOptions) => {
  const words = WORDS[language];
  const kind = words.kind[message.kind];
  return [
    site.name[language],
    `${words.briefKind(words.class[message.class], words.priority[message.priority])}${kind === "" ? "" : ` · ${kind}`}`,
    link === null ? words.logIn : `${words.logIn} ${link}`,
  ];
};

const fullBody = (message: Message, language: Language, link: string | null, options: TextOptions) => {
  const words = WORDS[language];
  const { items, kind, isSilent } = message;
  const kinds = [words.priority[message.priority], words.class[message.class], words.kind[kind]];
  const left = items.length - MOST_ITEMS;
  return [
    `${options.site.name[language]} · ${kinds.filter(text => text !== "").join(" · ")}`,
    ...(isSilent ? [words.silent] : []),
    ...items.slice(0, MOST_ITEMS).flatMap(item => itemLines(item, language, items.length === 1, options)),
    ...(left > 0 ? [words.more(left)] : []),
    ...(link === null ? [] : [words.open(link)]),
  ];
};

/** What is to be done is said for a single alert only: ten lists of steps are read by nobody. */
const itemLines = (
  item: MessageItem,
  language: Language,
  isOnly: boolean,
  { site }: TextOptions,
): readonly string[] => {
  const words = WORDS[language];
  const zone = site.zones.find(({ id }) => id === item.zone);
  const title = words.titleOf(item.title[language], item.targetName[language]);
  const since = words.since(hallTime(item.openedAt, site.timeZone), words.condition[item.condition]);
  if (!isOnly) return [`- ${words.tag(words.priority[item.priority]).trim()} ${title} (${since})`];
  return [
    title,
    ...(zone === undefined ? [] : [words.place(zone.name[language])]),
    since,
    ...(item.steps.length === 0 || item.condition === "clear"
      ? []
      : [words.steps, ...numbered(item.steps, language)]),
  ];
};

/** `2025-07-23 22:47` in the hall's zone. */
const hallTime = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at);

import type { Message, MessageAbout } from "#rules/notice/message.ts";
import type { NoticeText } from "./sender.ts";
import { cutCharacters } from "./text-cut.ts";
import {
  LANGUAGES,
  type Language,
  MOST_ITEMS,
  numbered,
  SUBJECT_CHARACTERS,
  type TextOptions,
  WORDS,
} from "./text-words.ts";

/** What a reminder says: nothing is wrong, so that it names no urgency. In brief it says that something is to be done. */
export const reminderText = (
  { about = [] }: Pick<Message, "about">,
  options: TextOptions,
  link: string | null,
): NoticeText => {
  const bodies = LANGUAGES.map(language => bodyOf(about, language, link, options).join("\n"));
  return { subject: subjectOf(about, options), body: bodies.join("\n\n"), link };
};

const subjectOf = (about: readonly MessageAbout[], { site, detail }: TextOptions): string => {
  const tag = WORDS.zh.tag(WORDS.zh.kind.reminder);
  const said = LANGUAGES.map(language => {
    const [first] = about;
    const { toDo, andMore } = WORDS[language];
    if (detail === "brief" || first === undefined) return toDo;
    const title = titleOf(first, language, { site });
    return about.length === 1 ? title : `${title} ${andMore(about.length)}`;
  });
  const place = detail === "brief" ? `${site.name.zh}：` : "";
  return cutCharacters(`${tag}${place}${said.join(" / ")}`, SUBJECT_CHARACTERS);
};

const bodyOf = (
  about: readonly MessageAbout[],
  language: Language,
  link: string | null,
  { site, detail }: TextOptions,
): readonly string[] => {
  const words = WORDS[language];
  const head = `${site.name[language]} · ${words.kind.reminder}`;
  if (detail === "brief") return [head, words.toDo, link === null ? words.logIn : `${words.logIn} ${link}`];
  const [only] = about;
  const left = about.length - MOST_ITEMS;
  const lines =
    only && about.length === 1
      ? oneOf(only, language, { site })
      : [
          words.reminded(about.length),
          ...about.slice(0, MOST_ITEMS).map(each => `- ${titleOf(each, language, { site })}`),
          ...(left > 0 ? [words.more(left)] : []),
        ];
  return [head, ...lines, ...(link === null ? [] : [words.open(link)])];
};

/** A title names what it is about by itself, unless that is one thing of several. */
const titleOf = (
  { title, target, targetName }: MessageAbout,
  language: Language,
  { site }: Pick<TextOptions, "site">,
): string => {
  const isPlace = target === "hall" || title[language].includes(targetName[language]);
  return isPlace || targetName[language] === site.name[language]
    ? title[language]
    : WORDS[language].titleOf(title[language], targetName[language]);
};

const oneOf = (
  about: MessageAbout,
  language: Language,
  { site }: Pick<TextOptions, "site">,
): readonly string[] => {
  const words = WORDS[language];
  const zone = site.zones.find(({ id }) => id === about.zone);
  return [
    titleOf(about, language, { site }),
    ...(zone === undefined ? [] : [words.place(zone.name[language])]),
    ...(about.steps.length === 0 ? [] : [words.steps, ...numbered(about.steps, language)]),
  ];
};

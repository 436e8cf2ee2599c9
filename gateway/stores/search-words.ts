/** Between two texts, so that nobody finds words that only stand side by side by chance. It is in no word. */
const BOUNDARY = "¦";

/** A character of a script that leaves no space between words. */
const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]`;
/** Such characters in a row, or other letters and digits in a row. */
const RUNS = new RegExp(String.raw`${UNSPACED}+|[[\p{L}\p{N}\p{M}]--${UNSPACED}]+`, "gv");
const BEGINS_UNSPACED = new RegExp(`^${UNSPACED}`, "v");

/**
 * The words of texts, each text for itself, in the order in which they stand. Chinese has no spaces: every two
 * neighbouring characters are a word, and the last one alone, so that any characters in a row are words in a row.
 */
export const wordsIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap(text => [...runsOf(text).flatMap(run => [...pairs(run), ...lone(run)]), BOUNDARY]);

/** Nobody looks for more things at once, and a database takes only so many. */
const MOST_PHRASES = 32;

/**
 * What somebody looks for: for each thing that he typed between spaces, of very many the first ones, the words that must
 * stand in a row, of which the last one is a beginning.
 */
export const phrasesOf = (text: string): readonly (readonly string[])[] =>
  text
    .split(/\s+/)
    .map(typed =>
      runsOf(typed).flatMap((run, n, runs) => {
        const isLast = n === runs.length - 1;
        return isLast && pairs(run).length > 0 ? pairs(run) : [...pairs(run), ...lone(run)];
      }),
    )
    .filter(phrase => phrase.length > 0)
    .slice(0, MOST_PHRASES);

/** Whether the words hold the phrase. */
export const holds = (words: readonly string[], phrase: readonly string[]): boolean =>
  words.some((_, start) =>
    phrase.every((word, n) =>
      n === phrase.length - 1 ? words[start + n]?.startsWith(word) : words[start + n] === word,
    ),
  );

/** A name as one word that is like no other: two people are the same only if their whole names are. */
export const nameWord = (name: string): string => `n${Buffer.from(plain(name).trim()).toString("hex")}`;

const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

const runsOf = (text: string): readonly string[] => plain(text).match(RUNS) ?? [];

const pairs = (run: string): readonly string[] => {
  if (!BEGINS_UNSPACED.test(run)) return [];
  const characters = [...run];
  return characters.slice(1).map((character, n) => `${characters[n]}${character}`);
};

const lone = (run: string): readonly string[] =>
  BEGINS_UNSPACED.test(run) ? [[...run].at(-1) ?? ""] : [run];

import { type Told, told } from "./form.ts";
import type { Words } from "./model.ts";
import { nearest } from "./nearest.ts";

/** What a tag says of the thing that carries it, and what may carry it. */
export type Tag = Words & { readonly of: "equipment" | "zone" | "both" };

/** What a hall's own tags begin with. */
export const OWN_TAG = "x-";

const tag = (of: Tag["of"], zh: string, en: string): Tag => ({ zh, en, of });

/** Every tag that rules may ask for (`"escape" in door.tags`), by word. */
export const TAGS: Readonly<Record<string, Tag>> = {
  escape: tag(
    "equipment",
    "疏散出口：有人时必须能从里面打开",
    "way of escape: opens from inside while anyone is in",
  ),
  outside: tag("both", "通向室外", "leads outdoors"),
  entrance: tag("both", "公共出入口", "public entrance"),
  counter: tag("both", "营业台席", "customer counter"),
  "behind-counter": tag("both", "台席内侧，只准本岗人员进入", "behind the counter: its own staff only"),
  aisle: tag("both", "疏散走道", "escape aisle"),
  facade: tag("equipment", "临街玻璃墙", "glass front to the street"),
  post: tag(
    "equipment",
    "保安岗位点：在岗时定时扫码",
    "the guard's post: scanned again and again while on duty",
  ),
  staffed: tag("equipment", "当前有人值守的台席", "a position that is staffed"),
  required: tag("equipment", "必须一直正常工作", "must always be working"),
  "always-lit": tag("equipment", "允许常亮", "may be lit at any time"),
  "rate-board": tag("equipment", "利率牌、汇率牌", "board of interest or exchange rates"),
  aroma: tag("equipment", "香薰灯", "aroma lamp"),
  "back-office": tag("both", "后台办公区，与营业区隔开", "back office, kept apart from the business area"),
  archive: tag("both", "档案室", "archive"),
  secure: tag("both", "保密室、机要设备", "secure room or thing"),
  "guard-room": tag("both", "保安值班室", "guard room"),
  "store-room": tag("both", "库房", "store room"),
  waiting: tag("both", "客户等候区", "where customers wait"),
  hall: tag("zone", "营业大厅", "business hall"),
  rest: tag("zone", "客户休息区", "where customers rest"),
  toilet: tag("zone", "卫生间", "toilet"),
  "ktv-room": tag("zone", "KTV 包间", "KTV room"),
  guard: tag("zone", "保安岗位所在的区域", "where the guard's post is"),
};

/** The words that a zone or a thing may carry. */
export const tagsOf = (owner: "equipment" | "zone"): readonly string[] =>
  Object.keys(TAGS).filter(word => TAGS[word]?.of === owner || TAGS[word]?.of === "both");

/** Reads one tag of a zone or of a thing: a known word, or the hall's own such as `x-vip`. */
export const tagWord =
  (owner: "equipment" | "zone") =>
  (word: string): Told<string> => {
    const known = tagsOf(owner);
    if (known.includes(word) || isOwn(word)) return told(word);
    const own = `a tag of your own begins with ${OWN_TAG}`;
    if (Object.hasOwn(TAGS, word)) {
      const why = `"${word}" is a tag of ${owner === "zone" ? "equipment" : "zones"}`;
      return { is: "refused", code: "CFG104", why, help: `known: ${known.join(", ")}; ${own}` };
    }
    const near = nearest(word, known);
    const help = near === null ? `known: ${known.join(", ")}; ${own}` : `did you mean "${near}"?`;
    return { is: "refused", code: "CFG104", why: `there is no tag "${word}"`, help };
  };

/** Refuses a tag that is there twice. */
export const tagsOnce = (words: readonly string[]): Told<readonly string[]> => {
  const item = words.findIndex((word, i) => words.indexOf(word) !== i);
  if (item === -1) return told(words);
  return { is: "refused", code: "CFG104", why: `"${words[item]}" is there twice`, help: "", item };
};

const isOwn = (word: string): boolean => new RegExp(`^${OWN_TAG}[a-z0-9][a-z0-9-]{0,40}$`).test(word);

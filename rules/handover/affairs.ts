import type { Affair, Hall, Reminder } from "../routine/clerk.ts";
import { nameOf } from "../routine/who.ts";
import type { Role, Words } from "../site/model.ts";
import { type Instant, instant, minutes } from "../time/instant.ts";
import { OPEN_FACT, openTarget } from "./concern.ts";
import type { Handover, HandoverItem, Post } from "./handover.ts";
import { BRIDGES } from "./rights.ts";
import { POST_WORDS } from "./words.ts";

/** How long until the next level hears of it. Our proposal. */
const ESCALATE = minutes(30);

/** Whether it should have been signed by now. */
export const isOverdue = ({ state, dueAt }: Handover, now: Instant): boolean =>
  state !== "done" && dueAt <= now;

/** Posts that were not handed over in time: one alert a post, however many of its handovers nobody has signed. */
export const affairsOf = (hall: Hall, handovers: readonly Handover[]): readonly Affair[] => {
  const overdue = handovers.filter(handover => isOverdue(handover, hall.now));
  return [...Map.groupBy(overdue, ({ post }) => post)].map(([post, own]) => affairOf(hall, post, own));
};

const affairOf = ({ site }: Hall, post: Post, own: readonly Handover[]): Affair => {
  const words = POST_WORDS[post];
  const [first] = own;
  const from = first ? nameOf(site, first.from) : "";
  return {
    key: `${OPEN_FACT}/${post}`,
    fact: OPEN_FACT,
    target: openTarget(post),
    targetName: { zh: `${words.zh}交接班`, en: `Handover of the ${words.en}` },
    zone: "",
    since: instant(Math.min(...own.map(({ dueAt }) => dueAt))),
    finding: {
      rule: OPEN_FACT,
      clauses: ["ZX-2-1", "ZX-2-4"],
      title:
        own.length > 1
          ? { zh: `${own.length} 次交接班没有签完`, en: `${own.length} handovers are not signed` }
          : { zh: `${from}的交接班没有签完`, en: `${from}'s handover is not signed` },
      level: "violation",
      priority: 3,
      class: "housekeeping",
      steps: STEPS,
      tell: tellOf(post),
      escalate: ESCALATE,
    },
    evidence: [],
  };
};

/** Never those alone who should have signed. */
const tellOf = (post: Post): readonly Role[] => {
  if (post === "duty-manager") return ["hall-director"];
  return post === "hall-director" ? ["superior"] : ["duty-manager"];
};

const STEPS: readonly Words[] = [
  { zh: "请双方逐项阅读并签字。", en: "Have both read it item by item and sign." },
  {
    zh: "接班人不在的，由厅主任或值班经理先代接。",
    en: "Where the next one is absent, the hall director or a duty manager takes it meanwhile.",
  },
];

/** The next one is on duty again: what was bridged is read item by item. @see ZX-2-5, ZX-2-9 in the clause catalogue */
export const readReminder = ({ site }: Hall, handover: Handover): Reminder => ({
  ...about(handover),
  key: `handover-read/${handover.id}/${handover.dueAt}`,
  role: handover.post,
  ...(handover.to !== null && { person: handover.to }),
  title: { zh: "请逐项阅读交接内容并签字", en: "Read what was handed over item by item, and sign" },
  steps: [
    {
      zh: `${nameOf(site, handover.bridge ?? "")}代接了${nameOf(site, handover.from)}的班，共 ${handover.items.length} 项。`,
      en: `${nameOf(site, handover.bridge ?? "")} took it from ${nameOf(site, handover.from)} meanwhile: ${handover.items.length} items.`,
    },
  ],
});

/** Somebody tried to take it without having read everything: whoever bridged hears of it, else the director. */
export const unreadReminder = (
  handover: Handover,
  person: { readonly id: string; readonly name: string },
  unread: readonly HandoverItem[],
): Reminder => ({
  ...about(handover),
  key: `handover-unread/${handover.id}/${person.id}/${unread.map(({ id }) => id).join(",")}`,
  role: BRIDGES[0] ?? "hall-director",
  ...(handover.bridge !== null && { person: handover.bridge }),
  title: {
    zh: `${person.name}还有 ${unread.length} 项没有阅读，不能签字`,
    en: `${person.name} cannot sign: ${unread.length} not read`,
  },
  steps: unread.map(({ title }) => title),
});

const about = ({
  id,
  post,
}: Handover): {
  readonly paper: string;
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
} => ({
  paper: `handover:${id}`,
  target: openTarget(post),
  targetName: { zh: `${POST_WORDS[post].zh}交接班`, en: `Handover of the ${POST_WORDS[post].en}` },
  zone: "",
});

import type { Affair, Hall, Paper } from "../routine/clerk.ts";
import type { Key, Site, Words } from "../site/model.ts";
import { type Instant, instant, minutes } from "../time/instant.ts";
import { CLOCKS } from "./clock-words.ts";
import { isOverdue } from "./clocks.ts";
import { doorsWithLostKey, standingOf } from "./keys.ts";
import { ticketOf } from "./papers.ts";
import type { ClockName, Ticket, TicketClock } from "./ticket.ts";

/** How long until the next level hears of it. Our proposals. */
const ESCALATE = minutes(30);
const ESCALATE_KEY = minutes(5);

/**
 * What others must hear of: clocks whose moment has passed, and doors whose key is lost. An affair of a ticket is about the
 * ticket and not about the device, which may be out of service meanwhile.
 *
 * @param papers  open tickets and keys
 */
export const affairsOf = (hall: Hall, papers: readonly Paper[]): readonly Affair[] => [
  ...papers
    .filter(({ kind }) => kind === "ticket")
    .map(ticketOf)
    .flatMap(ticket =>
      ticket.clocks.filter(each => isTold(ticket, each, hall.now)).map(each => overdue(ticket, each)),
    ),
  ...keyAffairs(hall.site, papers),
];

/** What is told in another's stead, so that one delay is one alert. */
const TELLS_MORE: Readonly<Partial<Record<ClockName, ClockName>>> = {
  limit: "same-day",
  contact: "contact-promised",
};

/** That nobody replied is no alert: the director is reminded to chase. */
const isTold = ({ clocks }: Ticket, each: TicketClock, now: Instant): boolean => {
  if (each.is === "reply" || !isOverdue(each, now)) return false;
  return !clocks.some(other => other.is === TELLS_MORE[each.is] && isOverdue(other, now));
};

const overdue = (ticket: Ticket, { is, dueAt, clauses, isCertain }: TicketClock): Affair => {
  const { title, level, priority, tell, step, class: own } = CLOCKS[is];
  return {
    key: `ticket-${is}/${ticket.id}`,
    fact: `ticket-${is}`,
    target: ticket.id,
    targetName: ticket.title,
    zone: ticket.isConfidential ? "" : ticket.zone,
    since: dueAt,
    finding: {
      rule: `ticket-${is}`,
      clauses,
      title: isCertain ? title : unsure(title),
      level,
      priority,
      class: own,
      steps: [{ zh: `报修单 ${ticket.id}。`, en: `Ticket ${ticket.id}.` }, step],
      tell,
      escalate: ESCALATE,
    },
    evidence: [],
  };
};

const unsure = ({ zh, en }: Words): Words => ({
  zh: `${zh}（该年度没有官方工作日历，期限按周一至周五计算）`,
  en: `${en} (no official calendar for that year: counted Monday to Friday)`,
});

const keyAffairs = (site: Site, papers: readonly Paper[]): readonly Affair[] =>
  Array.from(doorsWithLostKey(site, papers), ([door, keys]): Affair => {
    const thing = site.equipment.find(({ id }) => id === door);
    const since = Math.min(...keys.map(key => standingOf(key, papers).since));
    return {
      key: `key-lost/${door}`,
      fact: "key-lost",
      target: door,
      targetName: thing?.name ?? { zh: door, en: door },
      zone: thing?.zone ?? "",
      since: instant(since),
      finding: {
        rule: "key-lost",
        clauses: ["GA-5.3-7b"],
        title: lostTitle(keys),
        level: "violation",
        priority: 2,
        class: "security",
        steps: KEY_STEPS,
        tell: ["guard", "hall-director"],
        escalate: ESCALATE_KEY,
      },
      evidence: [],
    };
  });

const lostTitle = (keys: readonly Key[]): Words => ({
  zh: `${keys.map(({ name }) => name.zh).join("、")}遗失，门锁还没有更换`,
  en: `${keys.map(({ name }) => name.en).join(", ")} lost, and the lock has not been replaced`,
});

const KEY_STEPS: readonly Words[] = [
  { zh: "加强看守这道门，直到换好锁。", en: "Watch this door closely until the lock is replaced." },
  {
    zh: "尽快换锁，并在钥匙登记中确认。",
    en: "Have the lock replaced, and confirm it in the register of keys.",
  },
];

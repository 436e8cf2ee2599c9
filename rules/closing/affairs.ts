import type { Evidence } from "../alert/alert.ts";
import type { Affair, Hall } from "../routine/clerk.ts";
import { after, type Instant, minutes } from "../time/instant.ts";
import { type Book, openRound } from "./book.ts";
import type { Contradiction, StandingPaper } from "./certificate.ts";
import type { ClosingRound } from "./round.ts";
import { dueAt, mustAt } from "./round-life.ts";

/** How long it is told that a certificate was broken that has ended by the time that we learn of it. */
const TOLD_AFTERWARDS = minutes(1);

/** What others must hear of: a closing that nobody has certified in time, a certificate that readings contradict. */
export const closingAffairs = (hall: Hall, book: Book): readonly Affair[] => {
  const round = openRound(book);
  return [
    ...(round && hall.now >= dueAt(round) ? [notCertified(hall, round)] : []),
    ...book.standings.flatMap(standing => brokenCertificate(hall, standing) ?? []),
  ];
};

/** The moments at which an affair begins or ends by time alone. */
export const affairMoments = (book: Book): readonly Instant[] => {
  const round = openRound(book);
  return [
    ...(round ? [dueAt(round), mustAt(round)] : []),
    ...book.standings.flatMap(({ broken, endedAt }) =>
      endedAt === null ? [] : broken.map(({ learnedAt }) => after(learnedAt, TOLD_AFTERWARDS)),
    ),
  ];
};

const notCertified = ({ now, site }: Hall, round: ClosingRound): Affair => {
  const isOverdue = now >= mustAt(round);
  return {
    key: `closing-check/${round.id}`,
    fact: "closing-check",
    target: "hall",
    targetName: site.name,
    zone: "",
    since: dueAt(round),
    finding: {
      rule: "closing-check",
      clauses: ["GA-1.3-5d", "DX-3-3-1"],
      title: isOverdue
        ? { zh: "已过最晚关门时间，关门检查还没有签完", en: "Past the latest closing time and not certified" }
        : { zh: "关门检查没有按时签完", en: "Closing check not certified in time" },
      level: "violation",
      priority: isOverdue ? 2 : 3,
      steps: [
        {
          zh: "打开关门检查，处理红色和无法确认的项目。",
          en: "Open the closing check; see to what is red or unknown.",
        },
        { zh: "由最后离开的人和保安签字。", en: "Have the last to leave and the guard sign." },
      ],
      tell: isOverdue ? ["hall-director", "duty-manager"] : ["duty-manager", "guard"],
      escalate: minutes(30),
      class: "security",
    },
    evidence: [],
  };
};

/**
 * People who stayed by a partial certificate leave through doors: those are for the rules about doors, which give them
 * time to close them.
 */
const isToldOf = ({ certificate }: StandingPaper, { item }: Contradiction): boolean => {
  if (certificate.scope !== "partial") return true;
  const kind = certificate.items.find(({ id }) => id === item)?.kind;
  return kind !== "door" && kind !== "escape-door";
};

const brokenCertificate = (hall: Hall, standing: StandingPaper): Affair | null => {
  const { certificate, broken, endedAt } = standing;
  const told = broken.filter(
    each =>
      isToldOf(standing, each) && (endedAt === null || hall.now < after(each.learnedAt, TOLD_AFTERWARDS)),
  );
  const [first] = told;
  if (!first || (endedAt !== null && first.learnedAt < endedAt)) return null;
  const zone = certificate.items.find(({ id }) => id === first.item)?.zone ?? "";
  return {
    key: `certificate-broken/${certificate.id}`,
    fact: "certificate-broken",
    target: "hall",
    targetName: hall.site.name,
    zone,
    since: first.at,
    finding: {
      rule: "certificate-broken",
      clauses: ["GA-5.3-8b", "GA-1.3-5d"],
      title: { zh: `关门单已失效：${first.name.zh}`, en: `Closing certificate broken: ${first.name.en}` },
      level: "violation",
      priority: 2,
      steps: [
        { zh: "到现场查看，确认是谁、为什么。", en: "Go and look who it was, and why." },
        {
          zh: "要进厅就登记“重新进入”，再关一次门。",
          en: "Record a re-entry if you go in, and close the hall again.",
        },
      ],
      tell: ["guard", "duty-manager"],
      escalate: minutes(5),
      class: "security",
    },
    evidence: told.map(contradicting),
  };
};

const contradicting = ({ point, name, text, at }: Contradiction): Evidence => ({
  point,
  name,
  value: null,
  word: text.en,
  at,
  state: "good",
});

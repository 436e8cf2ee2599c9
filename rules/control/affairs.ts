import type { Evidence } from "../alert/alert.ts";
import type { Affair, Hall } from "../routine/clerk.ts";
import type { Words } from "../site/model.ts";
import { minutes } from "../time/instant.ts";
import { proofIn } from "./life.ts";
import type { ControlOrder } from "./order.ts";

/** How long until the next level hears of it. Our proposal. */
const ESCALATE = minutes(30);

/** What others must hear of: commands that were sent and that nothing proves, one for each point. */
export const affairsOf = (
  { site, signalOf }: Pick<Hall, "site" | "signalOf">,
  unproved: readonly ControlOrder[],
): readonly Affair[] =>
  unproved.map(order => {
    const owner = site.equipment.find(({ id }) => id === order.target);
    const found = proofIn(order, site);
    return {
      key: `control-failed/${order.point}`,
      fact: "control-failed",
      target: order.target,
      targetName: owner?.name ?? { zh: order.target, en: order.target },
      zone: owner?.zone ?? "",
      since: order.endedAt ?? order.orderedAt,
      finding: {
        rule: "control-failed",
        clauses: [],
        title: titleOf(order),
        level: "fault",
        priority: 3,
        class: "equipment",
        steps: [{ zh: `指令 ${order.id}。`, en: `Command ${order.id}.` }, ...STEPS],
        tell: ["facilities"],
        escalate: ESCALATE,
      },
      evidence: found ? [evidenceOf(found.measured, signalOf(found.proof.check.point))] : [],
    };
  });

const titleOf = ({ outcome }: ControlOrder): Words =>
  outcome === null
    ? { zh: "指令没有得到验证", en: "A command was not proved" }
    : { zh: `指令没有得到验证：${outcome.zh}`, en: `A command was not proved: ${outcome.en}` };

const STEPS: readonly Words[] = [
  {
    zh: "到现场看它是否真的关了，必要时在配电箱手动断开。",
    en: "Go and see whether it is off; else switch it off by hand at the board.",
  },
  {
    zh: "检查接触器、继电器，以及这一路接的是不是它。",
    en: "Check the contactor and the relay, and whether this is the circuit that feeds it.",
  },
];

const evidenceOf = (
  { id, name, class: { unit, words } }: NonNullable<ReturnType<typeof proofIn>>["measured"],
  { state, value, at }: ReturnType<Hall["signalOf"]>,
): Evidence => {
  const word = words?.[value];
  return {
    point: id,
    name,
    value: Number.isNaN(value) ? null : value,
    ...(word !== undefined && { word }),
    ...(unit !== undefined && { unit }),
    at: at > 0 ? at : null,
    state,
  };
};

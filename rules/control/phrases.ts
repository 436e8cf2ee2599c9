import type { Signal } from "../reading/signal.ts";
import type { Check, Control } from "../site/control-plan.ts";
import type { Point, Words } from "../site/model.ts";
import { type Millis, seconds } from "../time/instant.ts";
import { units } from "../units/units.ts";
import { sayOf } from "./control.ts";

type Measured = Pick<Point, "id" | "name" | "class">;

/** A value of a point with its unit, in both languages: `420 W`, `off`. */
export const amount = (point: Measured, value: number): Words => {
  const said = sayOf(point as Point, value);
  if (typeof said === "string") return { zh: `“${said}”`, en: said };
  const { unit = "1" } = point.class;
  const number = String(Number(said.toFixed(3)));
  if (unit === "1" || unit.startsWith("{")) return { zh: number, en: number };
  const name = units.get(unit)?.name;
  return { zh: `${number} ${name?.zh ?? unit}`, en: `${number} ${symbolOf(unit)}` };
};

/** `W` as it is; what UCUM writes with dots and brackets as people write it. */
const symbolOf = (unit: string): string =>
  unit === "Cel" ? "°C" : unit.replace(".", "·").replace(/[[\]{}]/g, "");

/** Why an interlock does not let it pass: what its point says instead, or why nobody knows. */
export const insteadOf = (
  check: Check,
  point: Measured | undefined,
  { state, value, reason }: Pick<Signal, "state" | "value" | "reason">,
  says: "no" | "unknown",
): string => {
  const id = point?.id ?? `point ${check.point}`;
  if (says === "unknown" || point === undefined)
    return `${id} is not known (${state}${reason === undefined ? "" : `: ${reason}`}), and must be ${wantedText(check, point)}`;
  return `${id} says ${amount(point, value).en}, and must be ${wantedText(check, point)}`;
};

const wantedText = (check: Check, point: Measured | undefined): string => {
  if (point === undefined) return "as the site file says";
  switch (check.is) {
    case "word":
      return check.words.map(word => sayOf(point as Point, word)).join(" or ");
    case "below":
    case "above":
      return `${check.is} ${amount(point, check.limit).en}`;
    default:
      return check satisfies never;
  }
};

/** That it was switched often enough, and in how long it may be again. */
export const atMost = ({ count, within }: Control["rate"], again: Millis): string =>
  `is switched at most ${count} times in ${span(within)}: again in ${span(again)}`;

/** `90 s`, `10 min`, `1 h` */
export const span = (length: Millis): string => {
  const count = Math.max(1, Math.ceil(length / seconds(1)));
  if (count % 3_600 === 0) return `${count / 3_600} h`;
  return count % 60 === 0 && count >= 120 ? `${count / 60} min` : `${count} s`;
};

/** What the device had to say of it last. */
export type Claim = "says" | "took" | "silent";

const CLAIMS: Readonly<Record<Claim, (value: string) => Words>> = {
  says: value => ({ zh: `继电器显示“${value}”`, en: `relay says ${value}` }),
  took: value => ({ zh: `设备已接受“${value}”`, en: `the device took "${value}"` }),
  silent: value => ({ zh: `设备没有答复“${value}”`, en: `the device did not answer to "${value}"` }),
};

/** An independent reading contradicts it: `relay says off, but 420 W remain: contact welded, or another circuit`. */
export const contradicted = (
  claim: Claim,
  [point, to]: readonly [Measured, number],
  [proof, value]: readonly [Measured, number],
): Words => {
  const claimed = CLAIMS[claim](String(sayOf(point as Point, to)));
  const seen = amount(proof, value);
  if (proof.class.words !== undefined)
    return {
      zh: `${claimed.zh}，但${proof.name.zh}仍为${seen.zh}`,
      en: `${claimed.en}, but ${proof.name.en} still says ${seen.en}`,
    };
  const isLoad = proof.class.unit === "W";
  return isLoad
    ? {
        zh: `${claimed.zh}，但仍有 ${seen.zh}：触点粘连，或不是这一路`,
        en: `${claimed.en}, but ${seen.en} remain: contact welded, or another circuit`,
      }
    : {
        zh: `${claimed.zh}，但${proof.name.zh}为 ${seen.zh}`,
        en: `${claimed.en}, but ${proof.name.en} is ${seen.en}`,
      };
};

/** Nothing fresh was heard of what is to prove it. */
export const unseen = (
  claim: Claim,
  [point, to]: readonly [Measured, number],
  [proof, within]: readonly [Measured, Millis],
): Words => {
  const claimed = CLAIMS[claim](String(sayOf(point as Point, to)));
  return {
    zh: `${claimed.zh}，但 ${span(within)} 内没有${proof.name.zh}的新读数：无法确认`,
    en: `${claimed.en}, but there was no fresh reading of ${proof.name.en} within ${span(within)}: nobody can tell`,
  };
};

/** The device said no. */
export const declined = (why: string): Words => ({
  zh: `设备拒绝：${why}`,
  en: `the device refused: ${why}`,
});

/** The guard let no further attempt pass. */
export const held = (before: Words, why: string): Words => ({
  zh: `${before.zh}；没有再次发送：${why}`,
  en: `${before.en}; not sent again: ${why}`,
});

export const proved = (proof: Measured, value: number): Words => {
  const seen = amount(proof, value);
  return { zh: `${proof.name.zh}：${seen.zh}`, en: `${proof.name.en}: ${seen.en}` };
};

export const NO_LONGER: Words = { zh: "提出它的原因已经消失", en: "what it was proposed for is over" };
export const UNDECIDED: Words = { zh: "没有人决定", en: "nobody decided" };
export const ORDERED_OTHERWISE: Words = { zh: "有人直接下了指令", en: "somebody commanded it directly" };
export const UNANSWERED = "no answer from the driver";

export const TAKEN_BACK = (why: string): Words => ({
  zh: why === "" ? "已撤回" : `已撤回：${why}`,
  en: why === "" ? "taken back" : `taken back: ${why}`,
});

/** It was not sent, by the guard's word. */
export const blocked = (why: string): Words => ({ zh: `没有发送：${why}`, en: `not sent: ${why}` });

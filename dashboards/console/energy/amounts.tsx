import { percent, valueText } from "../format/value.ts";
import { language, t } from "../words/language.ts";
import { isNothing } from "./course-lines.ts";
import type { Amounts } from "./groups.ts";

const THIN = "\u202f";

/** Energy as people read it, `412.0 kWh`; what would read as nought and is not, in `23 Wh`. */
export const kWhText = (kWh: number): string =>
  Math.abs(kWh) < 0.05 && Math.abs(kWh) >= 0.0005
    ? valueText({ value: kWh * 1000, unit: "W.h" })
    : valueText({ value: kWh, unit: "kW.h" });

/** A difference with its sign, `+34.1 kWh`. */
export const signedKwh = (kWh: number): string => `${sign(kWh)}${kWhText(Math.abs(kWh))}`;

/** A difference as a share of what it is compared with, `+9 %`; empty where that is nought. */
export const signedShare = (value: number, of: number): string =>
  of === 0 ? "" : `${sign(value - of)}${Math.round(Math.abs(value / of - 1) * 100)}${THIN}%`;

const sign = (value: number): string => (value > 0 ? "+" : value < 0 ? "−" : "±");

/** Money in the currency of the tariff, `¥318.20`. @param currency  ISO 4217 */
export const moneyText = (amount: number, currency: string): string =>
  new Intl.NumberFormat(language.value, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).format(amount);

/** Emissions, `218.6 kg`. */
export const kgText = (kg: number): string =>
  `${new Intl.NumberFormat(language.value, { maximumFractionDigits: kg < 10 ? 2 : 1 }).format(kg)}${THIN}kg`;

/** What must be said beside an amount that is not whole; empty for one that is. */
export const doubtsOf = ({
  estimatedKwh,
  completeness,
}: Pick<Amounts, "estimatedKwh" | "completeness">): readonly string[] => [
  ...(completeness < 0.9995 ? [t().amount.complete(percent(completeness))] : []),
  ...(estimatedKwh >= 0.05 ? [t().amount.estimated(kWhText(estimatedKwh))] : []),
];

type AmountProps = {
  readonly of: Pick<Amounts, "kWh" | "estimatedKwh" | "isAtLeast" | "isAtMost" | "completeness">;
  /** Without the words beside it, where they stand elsewhere. */
  readonly isBare?: boolean;
};

/** An amount of energy that says how whole it is; what nobody measured is unknown and never nought. */
export const Amount = ({ of, isBare = false }: AmountProps) => {
  if (isNothing(of))
    return (
      <span class="unknown">
        <b aria-hidden="true">?</b> {t().amount.nothing}
      </span>
    );
  const doubts = doubtsOf(of);
  return (
    <>
      <span class="amount">
        <BoundMark of={of} />
        <b>{kWhText(of.kWh)}</b>
      </span>
      {!isBare && doubts.length > 0 && <small class="amount-doubt">{doubts.join(" · ")}</small>}
    </>
  );
};

/** Before an amount that is not whole: at least, at most, or incomplete where nobody knows which way it errs. */
export const BoundMark = ({ of }: { of: Pick<Amounts, "isAtLeast" | "isAtMost"> }) => {
  const text = boundText(of);
  return text === "" ? null : <small>{text} </small>;
};

/** The same as a word; empty for an amount that is whole. */
export const boundText = ({ isAtLeast, isAtMost }: Pick<Amounts, "isAtLeast" | "isAtMost">): string => {
  const { atLeast, atMost, partly } = t().amount;
  if (isAtLeast && isAtMost) return partly;
  return isAtMost ? atMost : isAtLeast ? atLeast : "";
};

/** Money, or that nobody knows a price. */
export const Money = ({ amount, currency }: { amount: number | null; currency: string | null }) =>
  amount === null || currency === null ? (
    <span class="quiet">{t().amount.noPrice}</span>
  ) : (
    <span class="amount">{moneyText(amount, currency)}</span>
  );

/** A text as it was published, in the language that it was published in. */
export const Published = ({ text }: { text: string }) => (
  <span lang={/\p{Script=Han}/u.test(text) ? "zh-CN" : undefined}>{text}</span>
);

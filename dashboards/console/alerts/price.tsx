import type { WireAlert } from "#gateway/wire/alert.ts";
import { kgText, kWhText, Money } from "../energy/amounts.tsx";
import { t } from "../words/language.ts";

/** What an open finding has wasted so far: energy, money, CO₂, and how that is known; nothing where nobody measures it. */
export const Price = ({ alert: { price } }: { alert: WireAlert }) =>
  price === undefined ? null : (
    <>
      <dt>{t().price.title}</dt>
      <dd class="alert-price">
        <b>{kWhText(price.kWh)}</b> · <Money amount={price.cost} currency={price.currency} /> ·{" "}
        {kgText(price.kgCO2)} CO₂
        <p class="quiet">
          {t().price.soFar} · {t().energy.basis[price.basis]}
        </p>
      </dd>
    </>
  );

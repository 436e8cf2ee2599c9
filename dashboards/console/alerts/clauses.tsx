import type { WireAlert } from "#gateway/wire/alert.ts";
import { valueText } from "../format/value.ts";
import { say, t } from "../words/language.ts";

/** What the regulations say that this breaks: each clause in words, with what it wasted; what no longer holds is dashed. */
export const Clauses = ({ alert: { clauses } }: { alert: WireAlert }) =>
  clauses.length === 0 ? null : (
    <section>
      <h3>{t().detail.clauses}</h3>
      <ul class="clauses">
        {clauses.map(({ clause, text, rule, until, level, wastedWh }) => (
          <li key={`${rule} ${clause}`}>
            <span class={until === null ? "clause" : "clause is-over"}>{clause}</span>
            <span>
              {text === null ? t().detail.noClause : say(text)}
              {(until !== null || level === "advisory" || wastedWh !== null) && (
                <small>
                  {[
                    until === null ? "" : t().detail.clauseOver,
                    level === "advisory" ? t().detail.advisory : "",
                    wastedWh === null ? "" : wastedText(wastedWh, until !== null),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );

/** What was wasted, `57 Wh`, `1.2 kWh`; while it goes on the amount is that of the last change, so at least that. */
export const wastedText = (wh: number, isOver: boolean): string =>
  isOver ? energyText(wh) : t().detail.atLeast(energyText(wh));

const energyText = (wh: number): string =>
  wh < 1000
    ? valueText({ value: Math.round(wh), unit: "W.h" })
    : valueText({ value: wh / 1000, unit: "kW.h" });

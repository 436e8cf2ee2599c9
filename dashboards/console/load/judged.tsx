import type { WireLoad } from "#gateway/wire/load.ts";
import { percent } from "../format/value.ts";
import { t } from "../words/language.ts";

type Each = WireLoad["judged"][number];

const SIGN: Readonly<Record<Each["band"], string>> = { good: "✓", watch: "!", poor: "✕", none: "–" };
const SHARES: readonly Each["name"][] = ["windowsAbove10", "hoursAbove30", "flood", "topTen"];

/** Every figure that has a target: what it is, what it should be, and a word for it. */
export const Judged = ({ read }: { read: WireLoad }) => {
  const { columns, figures, bands } = t().load;
  return (
    <section>
      <table class="judged">
        <thead>
          <tr>
            <th scope="col">{columns.figure}</th>
            <th scope="col">{columns.value}</th>
            <th scope="col">{columns.target}</th>
            <th scope="col">{columns.band}</th>
          </tr>
        </thead>
        <tbody>
          {read.judged.map(each => (
            <tr key={each.name} class={`is-${each.band}`}>
              <th scope="row">{figures[each.name]}</th>
              <td>{each.value === null ? "–" : shown(each.name, each.value)}</td>
              <td>≤ {shown(each.name, each.target)}</td>
              <td class="band">
                <span>
                  <b aria-hidden="true">{SIGN[each.band]}</b> <span>{bands[each.band]}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const shown = (name: Each["name"], value: number): string => {
  if (SHARES.includes(name)) return percent(value);
  if (name === "priorities") return value === 0 ? percent(0) : `+${percent(value)}`;
  return String(Math.round(value * 10) / 10);
};

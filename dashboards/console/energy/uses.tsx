import { useState } from "preact/hooks";
import type { WireEnergy } from "#gateway/wire/energy.ts";
import { percent } from "../format/value.ts";
import { Icon } from "../parts/icon.tsx";
import { isNarrow } from "../shell/width.ts";
import { t } from "../words/language.ts";
import { Amount, doubtsOf, kWhText, Money, signedKwh, signedShare } from "./amounts.tsx";
import { type UseRow, usesOf } from "./groups.ts";
import { TakeAway } from "./take-away.tsx";
import { useName } from "./use-name.ts";

/** Where the energy went: uses, unfolded zones and circuits, and what no meter tells apart. */
export const Uses = ({ energy }: { energy: WireEnergy }) => {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const words = t().energy;
  const rows = usesOf(energy.meters);
  const whole = energy.total.kWh;
  const most = Math.max(...rows.map(({ kWh }) => kWh), 0);
  const turn = (key: string) =>
    setOpen(before => new Set(before.has(key) ? [...before].filter(each => each !== key) : [...before, key]));
  const columns = words.columns;
  return (
    <section class="energy-uses">
      <h2>{words.uses}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.use}</th>
            <th scope="col">{columns.energy}</th>
            {!isNarrow.value && <th scope="col">{columns.share}</th>}
            {!isNarrow.value && <th scope="col">{columns.against}</th>}
            {!isNarrow.value && <th scope="col">{columns.closed}</th>}
            {!isNarrow.value && <th scope="col">{columns.cost}</th>}
          </tr>
        </thead>
        <tbody>
          {shown(rows, open).map(({ row, depth }) => (
            <Row
              key={row.key}
              row={row}
              depth={depth}
              whole={whole}
              most={most}
              currency={energy.currency}
              isOpen={open.has(row.key)}
              onTurn={() => turn(row.key)}
            />
          ))}
        </tbody>
      </table>
      <TakeAway energy={energy} />
    </section>
  );
};

type Shown = { readonly row: UseRow; readonly depth: number };

/** The rows that are to be seen: those of the top, and what is in each that is unfolded. */
const shown = (rows: readonly UseRow[], open: ReadonlySet<string>, depth = 0): readonly Shown[] =>
  rows.flatMap(row => [{ row, depth }, ...(open.has(row.key) ? shown(row.rows, open, depth + 1) : [])]);

type RowProps = Shown & {
  readonly whole: number;
  readonly most: number;
  readonly currency: string | null;
  readonly isOpen: boolean;
  onTurn(): void;
};

const Row = ({ row, depth, whole, most, currency, isOpen, onTurn }: RowProps) => {
  const words = t().energy;
  const name = useName(row);
  const against = row.baselineKwh === null ? "–" : signedShare(row.kWh, row.baselineKwh);
  const closed = row.closedKwh >= 0.05 ? kWhText(row.closedKwh) : "–";
  const facts = [
    row.baselineKwh === null
      ? ""
      : `${words.columns.against} ${against} (${signedKwh(row.kWh - row.baselineKwh)})`,
    row.closedKwh >= 0.05 ? `${words.columns.closed} ${closed}` : "",
  ];
  const share = whole > 0 && row.kWh >= 0 ? percent(row.kWh / whole) : "–";
  const doubts = [...doubtsOf(row), ...(row.kWh < 0 ? [words.restNegative] : [])];
  return (
    <tr class={`is-depth-${depth} is-${row.is}`} data-use={row.key}>
      <th scope="row">
        {row.rows.length > 0 ? (
          <button
            type="button"
            class="plain use-fold"
            aria-expanded={isOpen}
            aria-label={isOpen ? words.fold(name) : words.unfold(name)}
            onClick={onTurn}
          >
            <Icon name="expand" />
            {name}
          </button>
        ) : (
          <span class="leaf">
            {name}
            {row.is === "unaccounted" && depth === 0 && <small> {words.restWhy}</small>}
          </span>
        )}
        {isNarrow.value && <small class="row-facts">{facts.filter(Boolean).join(" · ")}</small>}
        {doubts.length > 0 && <small class="amount-doubt">{doubts.join(" · ")}</small>}
        {depth === 0 && <Bar of={row.kWh} most={most} isRest={row.is === "unaccounted"} />}
      </th>
      <td>
        <Amount of={row} isBare />
        {isNarrow.value && (
          <small>
            {share} · <Money amount={row.cost} currency={currency} />
          </small>
        )}
      </td>
      {!isNarrow.value && <td>{share}</td>}
      {!isNarrow.value && <td>{against}</td>}
      {!isNarrow.value && <td>{closed}</td>}
      {!isNarrow.value && (
        <td>
          <Money amount={row.cost} currency={currency} />
        </td>
      )}
    </tr>
  );
};

const WIDTH = 100;

/** How large it is beside the largest: of ink, outlined where nobody measured it apart. */
const Bar = ({ of, most, isRest }: { of: number; most: number; isRest: boolean }) => (
  <svg
    class={isRest ? "use-bar is-rest" : "use-bar"}
    viewBox={`0 0 ${WIDTH} 8`}
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect width={most > 0 ? (Math.max(of, 0) / most) * WIDTH : 0} height="8" />
  </svg>
);

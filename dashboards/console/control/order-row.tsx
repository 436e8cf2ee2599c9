import type { WireControlOrder } from "#gateway/wire/control.ts";
import { moment } from "../format/time.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import type { Decision } from "./decide-dialog.tsx";
import { OrderLife } from "./order-life.tsx";
import { changeText, saidOf } from "./said.ts";

/** One command: what it changes, who wants it and why, how far it has come, and what can be decided about it. */
export const OrderRow = ({
  order,
  onDecide,
  isOpen = false,
}: {
  order: WireControlOrder;
  onDecide: (decision: Decision) => void;
  /** Whether its attempts are shown at once. */
  isOpen?: boolean;
}) => {
  const words = t().control;
  return (
    <li class={`order is-${order.state}`} id={`order-${order.id}`}>
      <div>
        <strong>{changeText(say(order.targetName), saidOf(order.point, order.to))}</strong>
        <p class="quiet">
          {fromText(order)}
          {order.approvedBy !== null && ` · ${words.approvedBy(order.approvedBy)}`}
          {order.undoes !== null && ` · ${words.undoes}`}
          {order.undoneBy !== null && ` · ${words.undone}`}
        </p>
        {order.by !== null && <q>{order.why}</q>}
        <OrderLife order={order} />
        <Attempts order={order} isOpen={isOpen} />
      </div>
      <div class="order-acts">
        {decisionsOf(order).map((decision, place) => (
          <button
            key={decision}
            type="button"
            class={decision === "approve" && place === 0 ? "primary" : undefined}
            onClick={() => (isLost.value ? tell(t().control.offline, "problem") : onDecide(decision))}
          >
            {words.decide[decision]}
          </button>
        ))}
      </div>
    </li>
  );
};

const fromText = ({ by, rule, orderedAt }: WireControlOrder): string => {
  const time = moment(Date.parse(orderedAt), now.value, timeZone.value);
  return by === null ? t().control.byRule(rule ?? "–", time) : t().control.by(by, time);
};

const decisionsOf = ({ state, canUndo }: WireControlOrder): readonly Decision[] =>
  state === "proposed" ? ["approve", "withdraw"] : canUndo ? ["undo"] : [];

const Attempts = ({ order: { attempts }, isOpen }: { order: WireControlOrder; isOpen: boolean }) => {
  const words = t().control;
  if (attempts.length === 0) return null;
  return (
    <details class="attempts" open={isOpen}>
      <summary>{words.attempts(attempts.length)}</summary>
      <ol>
        {attempts.map(({ number, at, outcome, why }) => (
          <li key={number}>
            <span class="age">{moment(Date.parse(at), now.value, timeZone.value)}</span>{" "}
            {words.outcome[outcome]}
            {why !== "" && <small lang="en"> {why}</small>}
          </li>
        ))}
      </ol>
    </details>
  );
};

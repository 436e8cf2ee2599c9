import "../styles/control.css";
import type { WireControlOrder } from "#gateway/wire/control.ts";
import { countdown, duration } from "../format/time.ts";
import { isLost, now } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { isUnderWay, type Now, type Step, stepsOf } from "./life.ts";
import { proofSaid } from "./said.ts";

/** How far a command has come, step by step. It never says more than the gateway knew when it was last heard. */
export const OrderLife = ({ order }: { order: WireControlOrder }) => (
  <ol class={`order-life is-${order.state}`} aria-live="polite">
    {isLost.value && isUnderWay(order) ? (
      <li class="is-unknown">
        <b aria-hidden="true">?</b> {t().control.life.lost}
      </li>
    ) : (
      stepsOf(order).map(step => <StepItem key={step.is} step={step} order={order} />)
    )}
  </ol>
);

const StepItem = ({ step, order }: { step: Step; order: WireControlOrder }) => {
  const words = t().control.life;
  switch (step.is) {
    case "done":
      return <li>{words.sent(step.sent)}</li>;
    case "now":
      return (
        <li class="is-now">
          {nowText(step.at, order)} <Left at={step.at} />
        </li>
      );
    case "proved":
      return (
        <li class="is-proved">
          <b aria-hidden="true">✓</b> {words.proved(duration(step.afterMs))}
        </li>
      );
    case "failed":
      return (
        <li class="is-failed">
          <b aria-hidden="true">✗</b> {order.outcome ? say(order.outcome) : words[step.how]}
        </li>
      );
    case "ended":
      return (
        <li>
          {words.withdrawn}
          {order.outcome && `: ${say(order.outcome)}`}
        </li>
      );
    default:
      return step satisfies never;
  }
};

const nowText = (at: Now, { proofBy, to }: WireControlOrder): string => {
  const words = t().control.life;
  switch (at.is) {
    case "proposed":
      return words.proposed;
    case "sending":
      return words.sending(at.attempt);
    case "again":
      return words.again(at.sent);
    case "waits": {
      const proof = proofSaid(proofBy, to);
      if (proof === null) return words.waits;
      return proof.isPower ? words.waitsForPower : words.waitsFor(proof.name);
    }
    default:
      return at satisfies never;
  }
};

/** How long the proof is still waited for. A screen reader is not told every second. */
const Left = ({ at }: { at: Now }) => {
  if (at.is !== "waits" || at.until === null) return null;
  const leftMs = Date.parse(at.until) - now.value;
  return leftMs <= 0 ? null : (
    <span class="age" aria-hidden="true">
      {t().control.life.left(countdown(leftMs))}
    </span>
  );
};

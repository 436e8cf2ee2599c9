import "../styles/control.css";
import type { WireClosingItem } from "#gateway/wire/closing.ts";
import { href } from "../route.ts";
import { isLost } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import type { ForItem } from "./for-item.ts";
import { verbOf } from "./order-dialog.tsx";
import { OrderLife } from "./order-life.tsx";
import { interlockText } from "./said.ts";

/** Under an item of the closing check: what can be switched to put it right, and what became of it. The item judges for itself. */
export const ItemControl = ({
  of: { control, to, order, may },
  item,
  onAsk,
}: {
  of: ForItem;
  item: WireClosingItem;
  onAsk: () => void;
}) => {
  const words = t().control;
  const against = isLost.value ? words.offline : interlockText(control.interlock.is);
  const isOffered = item.verdict === "fail" && may !== "under-way";
  return (
    <div class="item-control">
      {order && (
        <a class="life-link" href={href("control", order.id)}>
          <OrderLife order={order} />
        </a>
      )}
      {isOffered && (
        <>
          <button type="button" disabled={against !== ""} onClick={onAsk}>
            {verbOf(control.point, to)}
            <span class="unseen"> {say(control.targetName)}</span>
          </button>
          {against !== "" && (
            <p class="quiet">
              {against}
              {control.interlock.is !== "yes" && !isLost.value && (
                <small lang="en"> · {control.interlock.why}</small>
              )}
            </p>
          )}
        </>
      )}
    </div>
  );
};

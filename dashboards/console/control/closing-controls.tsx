import "../styles/control.css";
import { useState } from "preact/hooks";
import type { WireClosing, WireClosingItem } from "#gateway/wire/closing.ts";
import type { WireControlList } from "#gateway/wire/control.ts";
import { usePapers } from "../parts/use-papers.ts";
import { isLost } from "../store/live.ts";
import { t } from "../words/language.ts";
import { forItem, leftOn } from "./for-item.ts";
import { ItemControl } from "./item-control.tsx";
import { LeftDialog } from "./left-dialog.tsx";
import { OrderDialog, type Wanted } from "./order-dialog.tsx";

type Asked =
  | { readonly is: "one"; readonly wanted: Wanted }
  | { readonly is: "all"; readonly left: ReturnType<typeof leftOn> };

/**
 * What the closing check can have switched: something under each item, a button for all that is left on, and the dialog that
 * is open. One that is left alone has its own button. A hall that is not switched from here shows nothing of it.
 */
export const useClosingControls = (check: WireClosing) => {
  const { read, again } = usePapers<WireControlList>("/api/controls", "control");
  const [asked, ask] = useState<Asked | null>(null);
  const list = read.is === "read" ? read.value : null;
  const cause = check.round === null ? null : `closing:${check.round.id}`;
  const left = list === null ? [] : leftOn(check, list);
  const foot = (item: WireClosingItem) => {
    const found = list && forItem(item, list, check.since);
    if (!found) return null;
    const { control, to } = found;
    const wanted = { control, to, cause, why: t().control.closingWhy };
    return <ItemControl of={found} item={item} onAsk={() => ask({ is: "one", wanted })} />;
  };
  const common = { onDone: () => void again(), onClose: () => ask(null) };
  return {
    foot,
    all:
      left.filter(({ may }) => may === "yes").length > 1 && !isLost.value ? (
        <p class="all-left">
          <button type="button" onClick={() => ask({ is: "all", left })}>
            {t().control.left(left.length)}
          </button>
        </p>
      ) : null,
    dialog:
      asked?.is === "one" ? (
        <OrderDialog wanted={asked.wanted} {...common} />
      ) : asked?.is === "all" ? (
        <LeftDialog left={asked.left} cause={cause} {...common} />
      ) : null,
  };
};

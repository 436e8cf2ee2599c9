import { useState } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireControlList } from "#gateway/wire/control.ts";
import { DecideDialog, type Decision } from "../control/decide-dialog.tsx";
import { ofAlert } from "../control/of-alert.ts";
import { OrderRow } from "../control/order-row.tsx";
import { usePapers } from "../parts/use-papers.ts";
import { t } from "../words/language.ts";

/** What a rule proposes to switch about this alert, or what came of it; nothing where there is neither. */
export const Proposed = ({ alert }: { alert: WireAlert }) => {
  const { read, again } = usePapers<WireControlList>("/api/controls", "control");
  const [decision, decide] = useState<Decision | null>(null);
  const order = read.is === "read" ? ofAlert(alert, read.value.orders) : null;
  if (order === null) return null;
  return (
    <section>
      <h3>{order.state === "proposed" ? t().control.ofAlert : t().control.wasOrdered}</h3>
      <ul class="orders">
        <OrderRow order={order} onDecide={decide} />
      </ul>
      {decision !== null && (
        <DecideDialog
          order={order}
          decision={decision}
          onDone={() => void again()}
          onClose={() => decide(null)}
        />
      )}
    </section>
  );
};

import "../styles/control.css";
import { useState } from "preact/hooks";
import type { WireControlList, WireControlOrder } from "#gateway/wire/control.ts";
import { NotRead, OldRead } from "../parts/not-read.tsx";
import { usePapers } from "../parts/use-papers.ts";
import { PointTabs } from "../points/point-tabs.tsx";
import { route } from "../route.ts";
import { t } from "../words/language.ts";
import { DecideDialog, type Decision } from "./decide-dialog.tsx";
import { isUnderWay } from "./life.ts";
import { May } from "./may.tsx";
import { OrderDialog, type Wanted } from "./order-dialog.tsx";
import { OrderRow } from "./order-row.tsx";

type Asked =
  | { readonly is: "decide"; readonly order: WireControlOrder; readonly decision: Decision }
  | { readonly is: "order"; readonly wanted: Wanted };

/** What is switched from here: what rules propose, what is under way, the other commands of today, and what may be switched. */
export const ControlPage = () => {
  const words = t().control;
  const { read, again } = usePapers<WireControlList>("/api/controls", "control");
  return (
    <div class="control-page">
      <PointTabs />
      <h1>{words.title}</h1>
      {read.is === "read" ? (
        <>
          <OldRead isOld={read.isOld} at={read.value.at} say={words.stale} />
          <Controls list={read.value} again={again} />
        </>
      ) : (
        <NotRead read={read} words={words} again={again} />
      )}
    </div>
  );
};

const Controls = ({ list, again }: { list: WireControlList; again: () => Promise<void> }) => {
  const words = t().control;
  const [asked, ask] = useState<Asked | null>(null);
  const { isEnabled, orders, controls } = list;
  const proposals = orders.filter(({ state }) => state === "proposed");
  const underWay = orders.filter(isUnderWay);
  const rest = orders.filter(order => order.state !== "proposed" && !isUnderWay(order));
  const rows = (of: readonly WireControlOrder[]) => (
    <ul class="orders">
      {of.map(order => (
        <OrderRow
          key={order.id}
          order={order}
          isOpen={route.value.id === order.id}
          onDecide={decision => ask({ is: "decide", order, decision })}
        />
      ))}
    </ul>
  );
  const common = { onDone: () => void again(), onClose: () => ask(null) };
  return (
    <>
      {!isEnabled && (
        <div class="calm">
          <h2>{words.notEnabled}</h2>
          <p>{words.howToEnable}</p>
        </div>
      )}
      {proposals.length > 0 && (
        <section class="proposed">
          <h2>
            {words.proposals} <span>({proposals.length})</span>
          </h2>
          <p class="quiet">{words.proposalsMeaning}</p>
          {rows(proposals)}
        </section>
      )}
      {underWay.length > 0 && (
        <section>
          <h2>{words.underWay}</h2>
          {rows(underWay)}
        </section>
      )}
      {(isEnabled || rest.length > 0) && (
        <section>
          <h2>{words.today}</h2>
          {rest.length === 0 ? <p class="quiet">{words.none}</p> : rows(rest)}
        </section>
      )}
      {isEnabled && (
        <May
          controls={controls}
          busy={new Set(underWay.map(({ point }) => point))}
          onAsk={wanted => ask({ is: "order", wanted })}
        />
      )}
      {asked?.is === "decide" && <DecideDialog order={asked.order} decision={asked.decision} {...common} />}
      {asked?.is === "order" && <OrderDialog wanted={asked.wanted} {...common} />}
    </>
  );
};

import { useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { lazy } from "../parts/lazy.tsx";
import { href, type Page, route } from "../route.ts";
import { alertsByUrgency, connection, papers } from "../store/live.ts";
import { needsSomebody } from "../store/reduce.ts";
import { t } from "../words/language.ts";

const More = lazy(() => import("./more.tsx").then(({ More }) => More));

/** What stands in the rail: what is going on here, what is done day by day, and what is kept. */
export const groups = [
  { id: "site", pages: ["alerts", "plan", "closing", "opening"] },
  { id: "daily", pages: ["register", "tasks", "handover", "tickets"] },
  { id: "energy", pages: ["energy", "trends", "compliance", "meters", "reports"] },
  { id: "records", pages: ["certificates", "history", "roster", "load", "points"] },
] as const satisfies readonly { readonly id: string; readonly pages: readonly Page[] }[];

/** On a phone these stand in the bar at the bottom, the others under More. */
const onPhone: ReadonlySet<Page> = new Set<Page>(["alerts", "plan", "closing", "register"]);

/** The pages that stand under More on a phone. */
export const isUnderMore = (page: Page): boolean => !onPhone.has(page);

/** The pages: a rail at the side, on phones a bar at the bottom. */
export const Rail = () => {
  const [isMoreOpen, openMore] = useState(false);
  return (
    <nav class="rail" aria-label={t().nav.label}>
      {groups.map(({ id, pages }) => (
        <div key={id} class="rail-group">
          <span class="rail-head">{t().nav.groups[id]}</span>
          {pages.map(page => (
            <a
              key={page}
              href={href(page)}
              class={isUnderMore(page) ? "wide" : undefined}
              aria-current={route.value.page === page ? "page" : undefined}
            >
              <Icon name={page} />
              <span>
                {t().nav[page]}
                <Count page={page} />
              </span>
            </a>
          ))}
        </div>
      ))}
      <button type="button" class="more" onClick={() => openMore(true)}>
        <Icon name="more" />
        <span>{t().nav.more}</span>
      </button>
      {isMoreOpen && <More onClose={() => openMore(false)} />}
    </nav>
  );
};

/** How many things on a page wait for somebody or are late; nothing where none is. */
export const Count = ({ page }: { page: Page }) => {
  if (connection.value === "lost") return null;
  if (page === "alerts") {
    const waiting = alertsByUrgency.value.filter(needsSomebody).length;
    return waiting > 0 ? <small> {waiting}</small> : null;
  }
  const late = page === "tasks" ? (papers.value?.tasks.late ?? 0) : 0;
  return late > 0 ? (
    <small>
      {" "}
      <span aria-hidden="true">!{late}</span>
      <span class="unseen">{t().nav.late(late)}</span>
    </small>
  ) : null;
};

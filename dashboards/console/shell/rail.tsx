import { useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { lazy } from "../parts/lazy.tsx";
import { href, type Page, route } from "../route.ts";
import { alertsByUrgency, connection } from "../store/live.ts";
import { needsSomebody } from "../store/reduce.ts";
import { t } from "../words/language.ts";

const More = lazy(() => import("./more.tsx").then(({ More }) => More));

const pages = ["alerts", "plan", "closing", "points"] as const satisfies readonly Page[];
/** Those that stand under More on a phone. */
export const morePages = [
  "opening",
  "certificates",
  "history",
  "roster",
  "load",
] as const satisfies readonly Page[];

/** The pages: a rail at the side, on phones a bar at the bottom. */
export const Rail = () => {
  const [isMoreOpen, openMore] = useState(false);
  const waiting = alertsByUrgency.value.filter(needsSomebody).length;
  return (
    <nav class="rail" aria-label={t().nav.label}>
      {[...pages, ...morePages].map((page, place) => (
        <a
          key={page}
          href={href(page)}
          class={place < pages.length ? undefined : "wide"}
          aria-current={route.value.page === page ? "page" : undefined}
        >
          <Icon name={page} />
          <span>
            {t().nav[page]}
            {page === "alerts" && waiting > 0 && connection.value !== "lost" && <small> {waiting}</small>}
          </span>
        </a>
      ))}
      <button type="button" class="more" onClick={() => openMore(true)}>
        <Icon name="more" />
        <span>{t().nav.more}</span>
      </button>
      {isMoreOpen && <More onClose={() => openMore(false)} />}
    </nav>
  );
};

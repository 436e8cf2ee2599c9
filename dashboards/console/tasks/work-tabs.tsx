import { href, route } from "../route.ts";
import { t } from "../words/language.ts";

/** The way between the pages of daily work: on a phone they stand behind one place of the bar. */
export const WorkTabs = () => {
  const words = t().work;
  const { page, query } = route.value;
  const here = page === "tasks" && query.view === "statistics" ? "statistics" : page;
  const places = [
    ["tasks", href("tasks"), words.today],
    ["register", href("register"), words.register],
    ["scan", href("scan"), words.scan],
    ["statistics", href("tasks", null, { view: "statistics" }), words.statistics],
    ["days", href("days"), words.days],
  ] as const;
  return (
    <div class="tabs work-tabs">
      <nav aria-label={words.label}>
        {places.map(([place, to, text]) => (
          <a key={place} href={to} aria-current={here === place ? "page" : undefined}>
            {text}
          </a>
        ))}
      </nav>
    </div>
  );
};

import { href, route } from "../route.ts";
import { t } from "../words/language.ts";

/** The way between what is measured, what measures it, and what is switched: behind one place of the bar. */
export const PointTabs = () => {
  const words = t().devices.tabs;
  return (
    <div class="tabs work-tabs">
      <nav aria-label={words.label}>
        {(["points", "devices", "control"] as const).map(page => (
          <a key={page} href={href(page)} aria-current={route.value.page === page ? "page" : undefined}>
            {words[page]}
          </a>
        ))}
      </nav>
    </div>
  );
};

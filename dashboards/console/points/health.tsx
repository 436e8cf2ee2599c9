import "../styles/points.css";
import { percent } from "../format/value.ts";
import { trust } from "../store/live.ts";
import { t } from "../words/language.ts";

/** What the hall is blind to, in one line. */
export const Health = () => {
  const { all, good } = trust.value;
  if (all === 0) return <p class="calm">{t().calm.waiting}</p>;
  if (all === good) return <p class="health">{t().points.allGood(all)}</p>;
  return (
    <p class="health is-blind">
      <b aria-hidden="true">?</b> {t().points.health(all, good, all - good, percent((all - good) / all))}
    </p>
  );
};

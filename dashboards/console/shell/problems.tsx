import { problems } from "../store/live.ts";
import { t } from "../words/language.ts";

const cannotNotify = (problem: string): boolean => /^cannot notify|nobody can be reached/i.test(problem);

/** What the gateway says is wrong with itself: what it cannot do, the hall is not protected by. Whom it cannot tell comes first. */
export const Problems = () => {
  const untold = problems.value.filter(cannotNotify);
  const rest = problems.value.filter(problem => !cannotNotify(problem));
  if (problems.value.length === 0) return null;
  return (
    <div class="notices">
      {untold.length > 0 && (
        <details class="problems is-untold">
          <summary>
            <b aria-hidden="true">?</b> {t().cannotNotify(untold.length)}
          </summary>
          <List lines={untold} />
        </details>
      )}
      {rest.length > 0 && (
        <details class="problems">
          <summary>
            <b aria-hidden="true">?</b> {t().gateway(rest.length)}
          </summary>
          <List lines={rest} />
        </details>
      )}
    </div>
  );
};

const List = ({ lines }: { lines: readonly string[] }) => (
  <ul lang="en">
    {lines.map(line => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

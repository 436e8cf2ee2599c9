import type { WirePlan } from "#gateway/wire/plan.ts";
import { href, route } from "../route.ts";
import { say, t } from "../words/language.ts";
import { families, familyOf } from "./family.ts";

type ToolbarProps = {
  readonly floors: WirePlan["floors"];
  readonly shown: string | null;
  readonly isList: boolean;
};

/** What of the hall is shown, and how. */
export const Toolbar = ({ floors, shown, isList }: ToolbarProps) => {
  const words = t().plan;
  const { query } = route.value;
  const family = familyOf(query.show);
  const to = (change: Readonly<Record<string, string>>) => href("plan", null, { ...query, ...change });
  return (
    <div class="tabs plan-tools">
      <nav aria-label={words.view}>
        <a href={to({ view: "" })} aria-current={isList ? undefined : "true"}>
          {words.asMap}
        </a>
        <a href={to({ view: "list" })} aria-current={isList ? "true" : undefined}>
          {words.asList}
        </a>
      </nav>
      {!isList && floors.length > 1 && (
        <nav aria-label={words.floors}>
          {floors.map(floor => (
            <a
              key={floor.id}
              href={to({ floor: floor.id })}
              aria-current={floor.id === shown ? "true" : undefined}
            >
              {say(floor.name)}
            </a>
          ))}
        </nav>
      )}
      {!isList && (
        <nav aria-label={words.filter} title={words.filtered}>
          {families.map(each => (
            <a
              key={each}
              href={href("plan", route.value.id, { ...query, show: each === "all" ? "" : each })}
              aria-current={each === family ? "true" : undefined}
            >
              {words.families[each]}
            </a>
          ))}
        </nav>
      )}
    </div>
  );
};

import type { ComponentChildren } from "preact";
import type { WireClosingItem } from "#gateway/wire/closing.ts";
import { Icon } from "../parts/icon.tsx";
import { t } from "../words/language.ts";
import { Item, type ItemAct } from "./item.tsx";
import { VerdictMark } from "./mark.tsx";
import type { Verdict } from "./verdict.ts";

type GroupProps = {
  readonly verdict: Verdict;
  /** Those of the group, and what was just put right and still stands here. */
  readonly items: readonly WireClosingItem[];
  /** How many belong to the group. */
  readonly count: number;
  readonly isOpen: boolean;
  /** What a person can do about one of these; none where it is absent. */
  readonly act?: ItemAct | undefined;
  /** What else stands under one of these. */
  readonly foot?: ((item: WireClosingItem) => ComponentChildren) | undefined;
};

/** The items of which the same can be said, to be folded. */
export const Group = ({ verdict, items, count, isOpen, act, foot }: GroupProps) =>
  items.length === 0 ? null : (
    <details class={`verdict is-${verdict}`} open={isOpen}>
      <summary>
        <VerdictMark verdict={count === 0 ? "pass" : verdict} />
        <h2>
          {t().closing.groups[verdict]} <span>({count})</span>
        </h2>
        <span class="fold">
          <Icon name="expand" />
        </span>
      </summary>
      <ul>
        {items.map(item => (
          <Item
            key={item.id}
            item={item}
            act={act}
            foot={foot?.(item)}
            isDone={verdict !== "pass" && item.verdict === "pass"}
          />
        ))}
      </ul>
    </details>
  );

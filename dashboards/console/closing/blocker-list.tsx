import type { WireClosingItem } from "#gateway/wire/closing.ts";
import type { WireWords } from "#gateway/wire/common.ts";
import { Icon } from "../parts/icon.tsx";
import { say } from "../words/language.ts";
import { blockersOf, showItem } from "./blockers.ts";

/** Why signing would be refused: each reason leads to the item that it is about. */
export const Blockers = ({
  reasons,
  items,
  onLeave,
}: {
  readonly reasons: readonly WireWords[];
  readonly items: readonly WireClosingItem[];
  /** Told before the page goes to an item: a dialog closes itself. */
  readonly onLeave?: () => void;
}) => (
  <ul class="blockers">
    {blockersOf(reasons, items).map(({ why, item }) => (
      <li key={why.en}>
        {item === null ? (
          say(why)
        ) : (
          <button
            type="button"
            class="plain"
            onClick={() => {
              onLeave?.();
              showItem(item.id);
            }}
          >
            {say(why)}
            <Icon name="expand" />
          </button>
        )}
      </li>
    ))}
  </ul>
);

import { href } from "../route.ts";
import { alertsByUrgency, isLost, openAlerts, trust } from "../store/live.ts";
import { needsSomebody } from "../store/reduce.ts";
import { t } from "../words/language.ts";
import { onlyPriority, type Tab } from "./board.ts";

/** An empty list says why it is empty: calm, not known, or nothing of this kind. */
export const Calm = ({ tab }: { tab: Tab }) => {
  const words = t().calm;
  if (isLost.value) return <Message title={words.unknownTitle} lines={[words.unknownWhy]} isBlind />;
  if (openAlerts.value === null) return <Message title={words.waiting} lines={[]} />;
  if (onlyPriority.value !== null)
    return <Message title={words.nonePriority(t().priority(onlyPriority.value))} lines={[]} />;
  if (tab === "inHand") return <Message title={words.noneInHand} lines={[]} />;
  if (tab === "shelved") return <Message title={words.noneShelved} lines={[]} />;
  return <NoAlerts />;
};

/** No alert waits. How much that is worth depends on the points that can be trusted. */
const NoAlerts = () => {
  const { all, good } = trust.value;
  const inHand = alertsByUrgency.value.filter(alert => !needsSomebody(alert)).length;
  const words = t().calm;
  const lines = [good === all ? words.allGood(all) : words.someGood(good)];
  if (inHand > 0) lines.push(words.inHand(inHand));
  return (
    <div class="calm">
      <h2>{words.title}</h2>
      <p>{lines.join(" · ")}</p>
      {good < all && (
        <p>
          <a class="blind-link" href={href("points", null, { show: "notGood" })}>
            <b aria-hidden="true">?</b> {words.notGood(all - good)}
          </a>
        </p>
      )}
    </div>
  );
};

const Message = ({
  title,
  lines,
  isBlind = false,
}: {
  title: string;
  lines: readonly string[];
  isBlind?: boolean;
}) => (
  <div class={isBlind ? "calm is-blind" : "calm"}>
    <h2>
      {isBlind && <b aria-hidden="true">? </b>}
      {title}
    </h2>
    {lines.map(line => (
      <p key={line}>{line}</p>
    ))}
  </div>
);

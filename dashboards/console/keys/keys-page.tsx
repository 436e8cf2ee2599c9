import { useState } from "preact/hooks";
import type { WireKey } from "#gateway/wire/ticket.ts";
import { personName } from "../account/people.tsx";
import { listText } from "../format/list.ts";
import { shortMoment } from "../format/time.ts";
import { NotRead } from "../parts/not-read.tsx";
import { usePapers } from "../parts/use-papers.ts";
import { href } from "../route.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { nameOf } from "../tickets/names.ts";
import { say, t } from "../words/language.ts";
import { type KeyAct, KeyDialog } from "./key-dialog.tsx";

/** Who has which key, and which locks are to be replaced. */
export const KeysPage = () => {
  const words = t().keys;
  const { read, again } = usePapers<{ keys: readonly WireKey[]; at: string }>("/api/keys", "key");
  const [asked, ask] = useState<{ readonly key: WireKey; readonly act: KeyAct } | null>(null);
  if (read.is !== "read") return <NotRead read={read} words={words} again={again} />;
  return (
    <section aria-label={words.title}>
      {read.value.keys.length === 0 && <p class="calm">{words.none}</p>}
      <ul class="key-list">
        {read.value.keys.map(key => (
          <Key key={key.id} of={key} onAct={act => ask({ key, act })} />
        ))}
      </ul>
      {asked && (
        <KeyDialog of={asked.key} act={asked.act} onClose={() => ask(null)} onDone={() => void again()} />
      )}
    </section>
  );
};

const Key = ({ of: key, onAct }: { of: WireKey; onAct: (act: KeyAct) => void }) => {
  const words = t().keys;
  const { id, name, opens, holder, since, lost } = key;
  const time = since === null ? null : shortMoment(Date.parse(since), now.value, timeZone.value);
  return (
    <li class={lost === null ? "key-row" : "key-row is-lost-key"} data-key={id}>
      <div>
        <strong>{say(name)}</strong>
        <p>
          {words.opens} {listText(opens.map(nameOf))}
        </p>
        {lost === null ? (
          <p>
            <b>{holder === null ? words.inBox : words.heldBy(personName(holder))}</b>{" "}
            {time !== null && <small>{words.since(time)}</small>}
          </p>
        ) : (
          <p>
            <span class="late-mark">
              <b aria-hidden="true">!</b> {words.lost}
            </span>{" "}
            <a class="chip" href={href("tickets", lost)}>
              {words.ticket}
            </a>
          </p>
        )}
      </div>
      <div class="acts">
        {actsOf(key).map(act => (
          <button
            key={act}
            type="button"
            data-act={act}
            onClick={() => (isLost.value ? tell(t().needsLink, "problem") : onAct(act))}
          >
            {words.act[act]}
          </button>
        ))}
      </div>
    </li>
  );
};

/** What can be done about a key as it is. */
const actsOf = ({ holder, lost }: WireKey): readonly KeyAct[] => {
  if (lost !== null) return ["lock-replaced"];
  return holder === null ? ["give", "lost"] : ["return", "lost"];
};

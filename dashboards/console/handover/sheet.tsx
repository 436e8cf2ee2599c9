import "../styles/handover.css";
import "../styles/print.css";
import { useState } from "preact/hooks";
import type { WireHandover } from "#gateway/wire/handover.ts";
import { personName, roleName } from "../account/people.tsx";
import { moment, shortMoment } from "../format/time.ts";
import { NotRead } from "../parts/not-read.tsx";
import { usePapers } from "../parts/use-papers.ts";
import { href } from "../route.ts";
import { hall, isLost, now, timeZone } from "../store/live.ts";
import { personHere } from "../store/person.ts";
import { session } from "../store/session.ts";
import { say, t } from "../words/language.ts";
import { Additions } from "./additions.tsx";
import { DueText, fromToText } from "./handover-page.tsx";
import { Items } from "./item-list.tsx";
import { isFixed } from "./items.ts";
import { Remarks } from "./remarks.tsx";
import { Signatures } from "./signatures.tsx";
import { SoundTest } from "./sound-test.tsx";

/** One handover: what is open, read item by item, what was counted and said, and the signatures. */
export const HandoverSheet = ({ id }: { id: string }) => {
  const words = t().handover;
  const { read, again } = usePapers<WireHandover>(`/api/handovers/${encodeURIComponent(id)}`, "handover");
  return (
    <div class="handover-page">
      <a class="chip to-list" href={href("handover")}>
        ‹ {words.back}
      </a>
      {read.is === "read" ? (
        <>
          {(read.isOld || isLost.value) && <p class="last-known">{t().needsLink}</p>}
          <Sheet handover={read.value} again={again} />
        </>
      ) : (
        <NotRead read={read} words={{ reading: words.reading, failed: words.missing }} again={again} />
      )}
    </div>
  );
};

const Sheet = ({ handover, again }: { handover: WireHandover; again: () => Promise<void> }) => {
  const words = t().handover;
  const [chosen, choose] = useState<string | null>(null);
  const reader = idOf(chosen ?? session.value?.person?.name ?? personHere() ?? "");
  const { post, openedAt, state, from } = handover;
  return (
    <article class="handover">
      <header>
        <h1>{words.heading(roleName(post))}</h1>
        <p class="who-to-whom">{fromToText(handover)}</p>
        <p>
          <b class="handover-state">{words.state[state]}</b> ·{" "}
          {words.shiftEnd(shortMoment(Date.parse(openedAt), now.value, timeZone.value))} ·{" "}
          <DueText handover={handover} />
        </p>
        {state === "open" && <p class="quiet">{words.responsibleIs(personName(from))}</p>}
        <p class="paper-only">
          {say(hall.value?.name ?? { zh: "", en: "" })} · {words.paper}
        </p>
      </header>
      {state !== "done" && <Reader handover={handover} reader={reader} onChoose={choose} />}
      <Items handover={handover} reader={reader} again={again} />
      {state !== "done" && <SoundTest />}
      <Remarks handover={handover} reader={reader} again={again} />
      {isFixed(handover) && <Additions handover={handover} again={again} />}
      <Signatures handover={handover} reader={reader} again={again} />
      <button type="button" class="plain print-it" onClick={() => print()}>
        {words.print}
      </button>
      <p class="paper-only">{words.printed(moment(now.value, now.value, timeZone.value))}</p>
    </article>
  );
};

const idOf = (person: string): string =>
  hall.value?.people.find(({ id, name }) => id === person || name === person)?.id ?? "";

/** Who reads here: what is opened counts for him. Whoever is signed in is not asked. */
const Reader = ({
  handover: { post, from, to },
  reader,
  onChoose,
}: {
  handover: WireHandover;
  reader: string;
  onChoose: (id: string) => void;
}) => {
  const words = t().handover;
  const isTheirs = ({ id, roles }: { id: string; roles: readonly string[] }) =>
    id === from || id === to || roles.includes(post) || roles.includes("hall-director");
  const people = (hall.value?.people ?? []).filter(person => isTheirs(person) || person.id === reader);
  return (
    <label class="field reader">
      {words.reader}
      <select name="reader" onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        <option value="" selected={reader === ""}>
          {words.readerChoose}
        </option>
        {people.map(({ id, name }) => (
          <option key={id} value={id} selected={id === reader}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
};

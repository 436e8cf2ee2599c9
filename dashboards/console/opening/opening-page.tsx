import "../styles/closing.css";
import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { WireClosingItem, WireOpening } from "#gateway/wire/closing.ts";
import { SignSheet } from "../account/sign-sheet.tsx";
import { CertificateCard } from "../certificates/card.tsx";
import { Blockers } from "../closing/blocker-list.tsx";
import { Group } from "../closing/group.tsx";
import { Headline } from "../closing/headline.tsx";
import type { ItemAct } from "../closing/item.tsx";
import { byVerdict, verdicts } from "../closing/verdict.ts";
import { WordDialog } from "../closing/word-dialog.tsx";
import { dayText } from "../format/day.ts";
import { duration, shortMoment } from "../format/time.ts";
import { Icon } from "../parts/icon.tsx";
import { useRead } from "../parts/use-read.ts";
import { closing, isLost, now, papers, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";

type Asked = { readonly is: "except"; readonly item: WireClosingItem } | { readonly is: "sign" };

/** Whoever opens the hall in the absence of other rights. */
const SIGNERS = ["duty-manager", "hall-director"];

/** Many readings may change at once. */
const AGAIN_AFTER_MS = 1_000;

/** Can we open, and what do we open without? */
export const OpeningPage = () => {
  const { read, again } = useRead<WireOpening>("/api/opening");
  // Whatever changes the closing check, or a paper, may change this one too.
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | null = null;
    const end = effect(() => {
      void [closing.value, papers.value];
      soon ??= setTimeout(() => {
        soon = null;
        void again();
      }, AGAIN_AFTER_MS);
    });
    return () => {
      end();
      if (soon !== null) clearTimeout(soon);
    };
  }, []);
  const words = t().opening;
  return (
    <div class="closing-page opening-page">
      <h1>
        {words.title}
        {read.is === "read" && read.value.businessDay !== null && (
          <small>{dayText(read.value.businessDay)}</small>
        )}
      </h1>
      {read.is === "reading" && <p class="calm">{t().calm.waiting}</p>}
      {read.is === "failed" && (
        <div class="calm is-blind">
          <p>
            <b aria-hidden="true">?</b> {words.failed}
          </p>
          <button type="button" onClick={() => void again()}>
            {t().retry}
          </button>
        </div>
      )}
      {read.is === "read" && (
        <Check check={read.value} isHeard={!isLost.value && !read.isOld} again={again} />
      )}
    </div>
  );
};

const Check = ({
  check,
  isHeard,
  again,
}: {
  check: WireOpening;
  isHeard: boolean;
  again: () => Promise<void>;
}) => {
  const words = t().opening;
  const [asked, ask] = useState<Asked | null>(null);
  const groups = byVerdict(check, isHeard);
  const isRunning = check.since !== null && check.opened === null && check.certificate === null;
  const except: ItemAct = {
    verb: words.except,
    against: isHeard ? null : t().needsLink,
    run: item => ask({ is: "except", item }),
  };
  const done = (text: string): void => {
    ask(null);
    tell(text, "done");
    void again();
  };
  return (
    <>
      <Standing check={check} isHeard={isHeard} />
      {check.certificate && <CertificateCard certificate={check.certificate} />}
      {check.certificate === null && <Headline groups={groups} />}
      <div class={isRunning ? "items has-round" : "items"}>
        <div class="verdicts">
          {verdicts.map(verdict => (
            <Group
              key={verdict}
              verdict={verdict}
              items={groups[verdict]}
              count={groups[verdict].length}
              isOpen={verdict !== "pass"}
              act={isRunning && (verdict === "fail" || verdict === "unknown") ? except : undefined}
            />
          ))}
        </div>
        {isRunning && <Ending check={check} isHeard={isHeard} onSign={() => ask({ is: "sign" })} />}
      </div>
      {asked?.is === "except" && (
        <WordDialog
          title={words.exceptTitle}
          meaning={words.exceptMeaning}
          verb={words.except}
          path="/api/opening/except-item"
          item={asked.item}
          onDone={() => done(t().opening.exceptDone(say(asked.item.name)))}
          onClose={() => ask(null)}
        />
      )}
      {asked?.is === "sign" && (
        <SignSheet
          title={words.signTitle}
          meaning={words.signMeaning(groups.excepted.length)}
          verb={t().closing.sign}
          path="/api/opening/sign"
          roles={SIGNERS}
          afterRefusal={
            check.blockers.length > 0 && (
              <Blockers reasons={check.blockers} items={check.items} onLeave={() => ask(null)} />
            )
          }
          onDone={by => done(t().opening.signDone(by))}
          onClose={() => ask(null)}
        />
      )}
    </>
  );
};

/** Until when there is time, or how the hall was opened. */
const Standing = ({ check, isHeard }: { check: WireOpening; isHeard: boolean }) => {
  const words = t().opening;
  const clock = (at: string) => shortMoment(Date.parse(at), now.value, timeZone.value);
  if (!isHeard)
    return (
      <p class="standing is-blind">
        <b aria-hidden="true">?</b> {t().closing.lost}
      </p>
    );
  if (check.opened)
    return (
      <p class={`standing ${check.opened.isSigned ? "" : "is-preview"}`}>
        {words.opened(clock(check.opened.at), check.opened.exceptions, check.opened.isSigned)}
      </p>
    );
  if (check.since === null || check.dueAt === null) return <p class="standing is-preview">{words.preview}</p>;
  const left = Date.parse(check.dueAt) - now.value;
  return (
    <p class="standing">
      {words.due(clock(check.dueAt))}{" "}
      {left < 0 ? t().closing.overBy(duration(-left)) : t().closing.leftTime(duration(left))}
    </p>
  );
};

const Ending = ({ check, isHeard, onSign }: { check: WireOpening; isHeard: boolean; onSign: () => void }) => {
  const words = t().opening;
  return (
    <div class="ending">
      <section class="signing">
        <h2>{words.signTitle}</h2>
        {!isHeard && (
          <p class="draft">
            <b aria-hidden="true">?</b> {t().closing.draft}
          </p>
        )}
        {isHeard && check.blockers.length > 0 && (
          <>
            <p>{t().closing.blocked}</p>
            <Blockers reasons={check.blockers} items={check.items} />
          </>
        )}
        {isHeard && check.counts.excepted > 0 && <p>{words.withExceptions(check.counts.excepted)}</p>}
        <ol class="slots">
          <li class="slot">
            <span class="slot-of">{t().roles["duty-manager"]}</span>
            <button
              type="button"
              class={check.blockers.length === 0 ? "primary" : undefined}
              disabled={!isHeard}
              onClick={onSign}
            >
              <Icon name="sign" />
              {t().closing.sign}
            </button>
          </li>
        </ol>
      </section>
    </div>
  );
};

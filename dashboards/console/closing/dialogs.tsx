import type { WireClosing, WireClosingItem, WireRound } from "#gateway/wire/closing.ts";
import { SignSheet } from "../account/sign-sheet.tsx";
import { get } from "../store/api.ts";
import { apply, closing, hall } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { Blockers } from "./blocker-list.tsx";
import { ExtendDialog } from "./extend-dialog.tsx";
import { rolesOfSlot, type Slot } from "./slots.ts";
import { WordDialog } from "./word-dialog.tsx";

/** What a dialog of the closing check asks. */
export type ClosingAsked =
  | { readonly is: "confirm"; readonly item: WireClosingItem }
  | { readonly is: "sign"; readonly slot: Slot }
  | { readonly is: "extend"; readonly round: WireRound }
  | { readonly is: "approve" | "re-enter" };

/** Roles that may grant more time. */
const APPROVERS = ["hall-director", "superior"];

/** The dialog that is asked for; what was done is told, and the check is read again at once. */
export const ClosingDialog = ({ asked, onClose }: { asked: ClosingAsked; onClose: () => void }) => {
  const words = t().closing;
  const done = (text: string): void => {
    onClose();
    tell(text, "done");
    void readClosing();
  };
  switch (asked.is) {
    case "confirm":
      return (
        <WordDialog
          title={words.confirmTitle}
          meaning={words.confirmMeaning}
          verb={words.confirm}
          path="/api/closing/confirm-item"
          item={asked.item}
          onDone={() => done(t().closing.confirmDone(say(asked.item.name)))}
          onClose={onClose}
        />
      );
    case "sign":
      return <Sign slot={asked.slot} onDone={done} onClose={onClose} />;
    case "extend":
      return (
        <ExtendDialog round={asked.round} onDone={() => done(t().closing.extendDone)} onClose={onClose} />
      );
    case "approve":
      return (
        <SignSheet
          title={words.approveTitle}
          verb={words.approve}
          path="/api/closing/approve-extension"
          roles={APPROVERS}
          onDone={by => done(t().closing.approveDone(by))}
          onClose={onClose}
        />
      );
    case "re-enter":
      return (
        <SignSheet
          title={words.reEnterTitle}
          meaning={words.reEnterMeaning}
          verb={words.reEnter}
          path="/api/closing/re-enter"
          body={fields => ({ why: String(fields.get("why") ?? "").trim() })}
          onDone={by => done(t().closing.reEnterDone(by))}
          onClose={onClose}
        >
          <label class="field">
            {words.reEnterWhy}
            <input name="why" required maxLength={1000} />
          </label>
        </SignSheet>
      );
    default:
      return asked satisfies never;
  }
};

const Sign = ({
  slot,
  onDone,
  onClose,
}: {
  slot: Slot;
  onDone: (text: string) => void;
  onClose: () => void;
}) => {
  const words = t().closing;
  const check = closing.value;
  const isPartial = (check?.round?.occupied.length ?? 0) > 0;
  const blockers = check?.round?.blockers ?? [];
  return (
    <SignSheet
      title={isPartial ? words.signPartialTitle : words.signTitle}
      meaning={isPartial ? words.signPartialMeaning[slot] : words.signMeaning[slot]}
      verb={words.sign}
      path="/api/closing/sign"
      roles={rolesOfSlot(slot, hall.value?.people ?? [])}
      body={() => ({ scope: isPartial ? "partial" : "final" })}
      afterRefusal={
        blockers.length > 0 && <Blockers reasons={blockers} items={check?.items ?? []} onLeave={onClose} />
      }
      onDone={by => onDone(t().closing.signDone(by))}
      onClose={onClose}
    />
  );
};

/** Reads the check anew, for when the stream has not told yet what was just done. */
export const readClosing = async (): Promise<void> => {
  try {
    apply.closing(await get<WireClosing>("/api/closing"));
  } catch {
    // The stream tells it.
  }
};

import { Icon } from "../parts/icon.tsx";
import { t } from "../words/language.ts";

type PinPadProps = {
  onKey(digit: string): void;
  onDelete(): void;
  /** Whoever has a password wants letters instead. */
  onLetters(): void;
};

/** Keys for a gloved thumb, 64 px high: digits, and one that takes the last back. */
export const PinPad = ({ onKey, onDelete, onLetters }: PinPadProps) => (
  <fieldset class="pad">
    <legend class="unseen">{t().account.pad}</legend>
    {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(digit => (
      <Key key={digit} digit={digit} onKey={onKey} />
    ))}
    <button type="button" class="letters" aria-label={t().account.usePassword} onClick={onLetters}>
      abc
    </button>
    <Key digit="0" onKey={onKey} />
    <button type="button" aria-label={t().account.delete} onClick={onDelete}>
      <Icon name="erase" />
    </button>
  </fieldset>
);

const Key = ({ digit, onKey }: { digit: string; onKey: (digit: string) => void }) => (
  <button type="button" onClick={() => onKey(digit)}>
    {digit}
  </button>
);

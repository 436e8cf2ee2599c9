import { useRef, useState } from "preact/hooks";
import { t } from "../words/language.ts";
import { PinPad } from "./pin-pad.tsx";

type SecretFieldProps = {
  readonly label: string;
  readonly secret: string;
  readonly isFirst?: boolean;
  /** Whether it has the pad; of two fields only one has. */
  readonly isActive?: boolean;
  onActive?(): void;
  onSecret(secret: string): void;
};

/**
 * One PIN or password: typed, or tapped on a pad. Whoever has a password changes to letters, and a phone shows its own
 * keyboard. The secret is nowhere but in this field until it is sent.
 */
export const SecretField = ({
  label,
  secret,
  isFirst = false,
  isActive = true,
  onActive,
  onSecret,
}: SecretFieldProps) => {
  const field = useRef<HTMLInputElement>(null);
  const [isPin, setPin] = useState(true);
  const change = (isDigits: boolean): void => {
    setPin(isDigits);
    field.current?.focus();
  };
  return (
    <div class="secret">
      <label class="field">
        {label}
        <input
          type="password"
          name="secret"
          required
          maxLength={200}
          value={secret}
          inputMode={isPin ? "none" : "text"}
          autocomplete="off"
          data-first={isFirst}
          ref={field}
          onFocus={onActive}
          onInput={({ currentTarget }) => onSecret(currentTarget.value)}
        />
      </label>
      {isActive && isPin && (
        <PinPad
          onKey={digit => onSecret(secret + digit)}
          onDelete={() => onSecret(secret.slice(0, -1))}
          onLetters={() => change(false)}
        />
      )}
      {isActive && !isPin && (
        <button type="button" class="plain" onClick={() => change(true)}>
          {t().account.usePin}
        </button>
      )}
    </div>
  );
};

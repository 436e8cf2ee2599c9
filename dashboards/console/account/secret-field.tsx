import { useState } from "preact/hooks";
import { t } from "../words/language.ts";
import { PinPad } from "./pin-pad.tsx";

type SecretFieldProps = {
  readonly label: string;
  readonly secret: string;
  readonly isFirst?: boolean;
  onSecret(secret: string): void;
};

/**
 * One PIN or password: typed, or tapped on a pad. Whoever has a password changes to letters, and a phone shows its own
 * keyboard. The secret is nowhere but in this field until it is sent.
 */
export const SecretField = ({ label, secret, isFirst = false, onSecret }: SecretFieldProps) => {
  const [isPin, setPin] = useState(true);
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
          onInput={({ currentTarget }) => onSecret(currentTarget.value)}
        />
      </label>
      {isPin && (
        <PinPad onKey={digit => onSecret(secret + digit)} onDelete={() => onSecret(secret.slice(0, -1))} />
      )}
      <button type="button" class="plain" onClick={() => setPin(!isPin)}>
        {isPin ? t().account.usePassword : t().account.usePin}
      </button>
    </div>
  );
};

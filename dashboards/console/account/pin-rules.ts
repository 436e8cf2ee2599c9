/** What is wrong with a secret that somebody chooses; null: nothing that can be seen here. The gateway has the last word. */
export type SecretFault = "short" | "long" | "same" | "run" | "password";

/**
 * A PIN is 4 to 12 digits that are neither all the same nor a run up or down (9 and 0 are neighbours); everything else is
 * a password of at least eight characters.
 */
export const faultOf = (secret: string): SecretFault | null => {
  const isPin = /^\d*$/.test(secret);
  if (!isPin && secret.length < 8) return "password";
  if (isPin && secret.length < 4) return "short";
  if (isPin && secret.length > 12) return "long";
  if (new Set(secret).size === 1) return "same";
  return isPin && (isRun(secret, 1) || isRun(secret, 9)) ? "run" : null;
};

const isRun = (digits: string, step: number): boolean =>
  [...digits].slice(1).every((digit, place) => Number(digit) === (Number(digits[place]) + step) % 10);

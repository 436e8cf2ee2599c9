import type { Words } from "#rules/site/model.ts";

const SHORTEST_PIN = 4;
const LONGEST_PIN = 12;
const SHORTEST_PASSWORD = 8;

/**
 * Why a PIN or password is not taken; null: it is. Digits alone are a PIN (4 to 12 of them), all else a password (8
 * characters and more). Wrong tries cost time, so a few digits are enough as long as they are not what everybody tries first.
 */
export const secretProblem = (secret: string): Words | null => {
  if (!/^\d+$/.test(secret)) return secret.length < SHORTEST_PASSWORD ? SHORT_PASSWORD : sameProblem(secret);
  if (secret.length < SHORTEST_PIN || secret.length > LONGEST_PIN) return PIN_LENGTH;
  return isRun(secret, 1) || isRun(secret, 9) ? RUN : sameProblem(secret);
};

/** One form for all keyboards that write the same characters. */
export const normalised = (secret: string): string => secret.normalize("NFKC");

/** Whether each digit is the one before plus `step`, as if they stood in a ring: 9 plus 1 is 0. */
const isRun = (digits: string, step: number): boolean =>
  [...digits].slice(1).every((digit, index) => Number(digit) === (Number(digits[index]) + step) % 10);

const sameProblem = (secret: string): Words | null => (new Set(secret).size === 1 ? SAME : null);

const PIN_LENGTH: Words = {
  zh: `密码只用数字时要 ${SHORTEST_PIN} 到 ${LONGEST_PIN} 位`,
  en: `a PIN must have ${SHORTEST_PIN} to ${LONGEST_PIN} digits`,
};
const SHORT_PASSWORD: Words = {
  zh: `密码不只用数字时至少要 ${SHORTEST_PASSWORD} 个字符`,
  en: `a password must have at least ${SHORTEST_PASSWORD} characters; digits alone are a PIN`,
};
const RUN: Words = {
  zh: "不能用连续的数字，例如 1234 或 9876",
  en: "a PIN must not be a run of digits such as 1234 or 9876",
};
const SAME: Words = { zh: "不能全是同一个字符", en: "it must not be one character repeated" };

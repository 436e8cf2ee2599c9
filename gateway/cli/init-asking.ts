import type { Answers } from "../install/answers.ts";

/** How the wizard asks; without it, what is missing is a mistake. */
export type Asking = {
  answers(given: Partial<Answers>): Promise<Answers | null>;
  /** What a transformer's nameplate says; null: the person gave up. */
  ratio(device: string, name: string, note: string): Promise<number | null>;
  confirm(question: string): Promise<boolean>;
};

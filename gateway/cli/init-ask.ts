import { cancel, confirm, intro, isCancel, select, text } from "@clack/prompts";
import { type Answers, answersShape, DAYS, TEMPLATES, usual } from "../install/answers.ts";
import { unitsIn } from "../install/wire-address.ts";
import type { Asking } from "./init-asking.ts";
import type { Words } from "./words/language.ts";

/** Thrown through the questions when somebody presses Ctrl-C at one of them. */
class GivenUp extends Error {}

/** The questions of the wizard, in the person's language. What an answer file has said is not asked. */
export const asking = (words: Words): Asking => {
  const { init: say } = words;
  const answered = <T>(answer: T): Exclude<T, symbol> => {
    if (isCancel(answer)) throw new GivenUp();
    return answer as Exclude<T, symbol>;
  };
  const line = async (
    message: string,
    initialValue: string,
    fits: (value: string) => boolean,
  ): Promise<string> =>
    answered(
      await text({
        message,
        initialValue,
        validate: value => (fits((value ?? "").trim()) ? undefined : say.unfit),
      }),
    ).trim();
  const choice = async <T extends string>(
    message: string,
    options: readonly T[],
    initialValue: T,
  ): Promise<T> =>
    answered(
      await select<string>({
        message,
        options: options.map(value => ({ value, label: say.label(value) })),
        initialValue,
      }),
    ) as T;
  const isText = (value: string): boolean => value !== "";
  const isAs = (key: "hours" | "timezone" | "mqtt") => (value: string) =>
    answersShape.shape[key].safeParse(value).success;

  const ask = async (given: Partial<Answers>): Promise<Answers> => {
    intro(say.title);
    const name = given.name ?? (await line(say.questions.name, "", isText));
    const timezone = given.timezone ?? (await line(say.questions.timezone, usual.timezone, isAs("timezone")));
    const template = given.template ?? (await choice(say.questions.template, TEMPLATES, usual.template));
    const days = given.days ?? (await choice(say.questions.days, DAYS, usual.days));
    const hours =
      given.hours ??
      answersShape.shape.hours.parse(
        await line(say.questions.hours, "08:30-12:00, 14:00-17:30", isAs("hours")),
      );
    const manager = given.manager ?? (await line(say.questions.manager, usual.manager, isText));
    const guard = given.guard ?? (await line(say.questions.guard, usual.guard, isText));
    const mqtt = given.mqtt ?? (await line(say.questions.mqtt, usual.mqtt, isAs("mqtt")));
    const modbus = given.modbus ?? (await line(say.questions.modbus, usual.modbus, isText));
    const isNetwork = modbus !== "none" && !/^(\/dev\/|usb:|COM\d)/i.test(modbus);
    const framing =
      given.framing ??
      (isNetwork ? await choice(say.questions.framing, ["tcp", "rtu"] as const, usual.framing) : undefined);
    const units =
      given.units ??
      (modbus === "none"
        ? undefined
        : await line(say.questions.units, usual.units, value => unitsIn(value) !== null));
    return {
      ...given,
      name,
      timezone,
      template,
      days,
      hours,
      manager,
      guard,
      mqtt,
      modbus,
      ...(framing && { framing }),
      ...(units && { units }),
    };
  };
  const orNull = async <T>(asked: () => Promise<T>): Promise<T | null> => {
    try {
      return await asked();
    } catch (error) {
      if (!(error instanceof GivenUp)) throw error;
      cancel(say.givenUp);
      return null;
    }
  };
  return {
    answers: given => orNull(() => ask(given)),
    ratio: (device, name, note) =>
      orNull(async () => Number(await line(say.ratio(device, name, note), "", value => Number(value) > 0))),
    confirm: async question =>
      (await orNull(async () => answered(await confirm({ message: question, initialValue: false })))) ??
      false,
  };
};

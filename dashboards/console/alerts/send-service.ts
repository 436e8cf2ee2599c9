import { ApiError, asksWho, post } from "../store/api.ts";
import { newId } from "../store/command.ts";
import { acted } from "../store/person.ts";
import { t } from "../words/language.ts";
import type { Refusal } from "./asked.ts";

type Sent = { readonly is: "done" } | ({ readonly is: "not" } & Refusal);
type Body = Readonly<Record<string, unknown>> & { readonly by: string };

/** Takes something out of service or puts it back; `path` is what follows `/api/services`. */
export const sendService = (path: string, body: Body): Promise<Sent> =>
  sendOnce(`/api/services${path}`, body);

/** Sends what somebody does about the hall, not about one alert. Never throws, never waits in the queue. */
export const sendOnce = async (path: string, body: Body): Promise<Sent> => {
  try {
    await post(path, { ...body, id: newId() });
    acted(body.by);
    return { is: "done" };
  } catch (error) {
    const { code, message } = error instanceof ApiError ? error : { code: "", message: String(error) };
    if (code === "OFFLINE") return { is: "not", why: t().needsLink, detail: "", isOffline: true };
    if (asksWho({ code })) return { is: "not", why: t().signInNeeded, detail: "", isOffline: false };
    return { is: "not", why: whyOf(code), detail: message, isOffline: false };
  }
};

const whyOf = (code: string): string => {
  switch (code) {
    case "NOT_ALLOWED":
      return t().notAllowed;
    case "UNRECORDED":
      return t().errors.unrecorded;
    case "WRONG_SECRET":
    case "SECOND_SECRET":
      return t().service.secondWrong;
    case "WAITS":
      return t().account.waits;
    default:
      return t().refused;
  }
};

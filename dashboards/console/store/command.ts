import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireWords } from "#gateway/wire/common.ts";
import { ApiError, get, post, type postOnce, postPhoto } from "./api.ts";
import { apply } from "./live.ts";

/** Something that a person does about an alert, so that it can be sent now or later, and once whatever happens. */
export type Command = {
  /** Client id: the gateway does nothing twice that has the same. */
  readonly id: string;
  /** Verb of the route: `acknowledge`. */
  readonly verb: string;
  readonly alert: string;
  /** What people call the alert, to tell later what became of it. */
  readonly title: WireWords;
  readonly body: Readonly<Record<string, unknown>> & { readonly by: string };
  /** A picture that goes along, JPEG. */
  readonly photo?: Blob;
};

/** `refused`: the gateway's word for why, its sentence in English, and the alert as it stands, where that could be read. */
export type Outcome =
  | { readonly is: "done"; readonly alert: WireAlert }
  | { readonly is: "offline" }
  | {
      readonly is: "refused";
      readonly code: string;
      readonly message: string;
      readonly alert: WireAlert | null;
    };

/** An id that nobody else makes. `randomUUID` is missing where the page came over plain HTTP. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");

/**
 * Sends a command and brings the page up to date with what it did, or with what stood against it. Never throws.
 *
 * @param tell  how: `postOnce` for what is sent while nobody looks
 */
export const send = async (
  { id, verb, alert, body, photo }: Command,
  tell: typeof post | typeof postOnce = post,
): Promise<Outcome> => {
  const path = `/api/alerts/${encodeURIComponent(alert)}`;
  try {
    const kept = photo && (await postPhoto(photo));
    const answer = await tell<{ alert: WireAlert }>(`${path}/${verb}`, {
      ...body,
      id,
      ...(kept && { photo: kept.name }),
    });
    apply.alerts({ alerts: [answer.alert] });
    return { is: "done", alert: answer.alert };
  } catch (error) {
    const { code, message } = error instanceof ApiError ? error : { code: "", message: String(error) };
    if (code === "OFFLINE") return { is: "offline" };
    return { is: "refused", code, message, alert: code === "REFUSED" ? await standingOf(path) : null };
  }
};

const standingOf = async (path: string): Promise<WireAlert | null> => {
  try {
    const { alert } = await get<{ alert: WireAlert }>(path);
    apply.alerts({ alerts: [alert] });
    return alert;
  } catch {
    return null;
  }
};

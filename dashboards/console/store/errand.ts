import type { WireWords } from "#gateway/wire/common.ts";
import { ApiError, type post, postOnce, postPhoto } from "./api.ts";

/** Something that a person did about anything else than an alert, so that it can be sent now or later, and once. */
export type Errand = {
  /** Client id: the gateway does nothing twice that has the same. */
  readonly id: string;
  /** Route that takes it: `/api/tasks/answer`. */
  readonly path: string;
  /** What people call it, to tell later what became of it. */
  readonly title: WireWords;
  readonly body: Readonly<Record<string, unknown>> & { readonly by: string };
  /** A picture that goes along, JPEG. */
  readonly photo?: Blob;
};

/** What came of it; `done` with what the gateway answered. */
export type ErrandOutcome =
  | { readonly is: "done"; readonly answer: unknown }
  | { readonly is: "offline" }
  | { readonly is: "refused"; readonly code: string; readonly message: string };

/**
 * Sends it, its picture first. Never throws.
 *
 * @param tell  how: `postOnce` for what is sent while nobody looks
 */
export const sendErrand = async (
  { id, path, body, photo }: Errand,
  tell: typeof post | typeof postOnce = postOnce,
): Promise<ErrandOutcome> => {
  try {
    const kept = photo && (await postPhoto(photo));
    const answer = await tell<unknown>(path, { ...body, id, ...(kept && { photo: kept.name }) });
    return { is: "done", answer };
  } catch (error) {
    const { code, message } = error instanceof ApiError ? error : { code: "", message: String(error) };
    return code === "OFFLINE" ? { is: "offline" } : { is: "refused", code, message };
  }
};

import { z } from "zod";
import { time } from "./common.ts";

/** Something that goes on in the hall after hours. */
export const activity = z.object({
  id: z.string(),
  /** Ids of the zones that it takes place in, with the parts of those that are rooms. */
  zones: z.array(z.string()),
  from: time,
  to: time,
  requestedAt: time,
  requestedBy: z.string(),
  approval: z
    .object({
      at: time,
      by: z.string(),
      /** Why it was approved although it was asked for too late. */
      override: z.string().nullable(),
    })
    .nullable(),
  /**
   * `requested`: nobody has approved it; `without-effect`: approved, but asked for too late and without a reason that
   * would override that; `approved`: it will be, or is, in effect; `over`.
   */
  state: z.enum(["requested", "without-effect", "approved", "over"]),
});

export const activityList = z.object({ activities: z.array(activity), at: time });

const who = z.string().trim().min(1).max(100);

/** Who asks for which zones, from when to when. */
export const activityRequest = z.strictObject({
  id: z
    .string()
    .regex(
      /^[A-Za-z0-9][\w-]{0,62}$/,
      "must begin with a letter or digit and hold only letters, digits, - and _",
    ),
  zones: z.array(z.string().min(1)).min(1).max(100),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  by: who,
});

/** Who approves it; `override` says why although it was asked for too late. */
export const activityApproval = z.strictObject({
  by: who,
  override: z.string().trim().min(1).max(1_000).optional(),
});

export type WireActivity = z.infer<typeof activity>;
export type WireActivityRequest = z.infer<typeof activityRequest>;
export type WireActivityApproval = z.infer<typeof activityApproval>;

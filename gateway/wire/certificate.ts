import { z } from "zod";
import { time, words } from "./common.ts";
import { signature, word } from "./signature.ts";

export const certificateItem = z.object({
  id: z.string(),
  name: words,
  zone: z.string(),
  kind: z.string(),
  expected: words,
  verdict: z.enum(["pass", "by-hand", "excepted"]),
  evidence: z.array(
    z.object({
      point: z.string(),
      name: words,
      value: z.number().nullable(),
      text: words,
      at: time.nullable(),
      state: z.enum(["good", "stale", "bad", "never"]),
    }),
  ),
  byHand: word.nullable(),
  except: words.nullable(),
});

/** What was proved, as it was issued, with what became of it since beside it. */
export const certificate = z.object({
  id: z.string(),
  kind: z.enum(["closing", "opening"]),
  site: z.string(),
  siteName: words,
  timeZone: z.string(),
  businessDay: z.string(),
  scope: z.enum(["final", "partial", "clean", "with-exceptions"]),
  since: time,
  issuedAt: time,
  items: z.array(certificateItem),
  signatures: z.array(signature),
  /** Hex SHA-256 over its content and the hash of the certificate before: certificates are a chain of their own. */
  hash: z.string(),
  previous: z.string().nullable(),
  standing: z.object({
    /** `holds`, `broken`, or `ended`: the hall opened or closed again, or somebody came back. */
    state: z.enum(["holds", "broken", "ended"]),
    broken: z.array(
      z.object({
        item: z.string(),
        name: words,
        point: z.string(),
        text: words,
        at: time,
        learnedAt: time,
        isLate: z.boolean(),
      }),
    ),
    endedAt: time.nullable(),
    endedBy: z.enum(["opening", "closing", "re-entry", "final"]).nullable(),
  }),
});

/** `GET /api/certificates?kind=closing&from=2025-07-01&to=2025-07-31`; business days without one are listed, not left out. */
export const certificateList = z.object({
  certificates: z.array(certificate.omit({ items: true })),
  missing: z.array(z.object({ day: z.string(), kind: z.enum(["closing", "opening"]) })),
  at: time,
});

/** Business days, both included; a year and a bit at most. */
export const certificateQuery = z
  .strictObject({ kind: z.enum(["closing", "opening"]).optional(), from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 400 * 86_400_000, {
    error: "must not end before it begins, nor be longer than 400 days",
    path: ["to"],
  });
/** `hash`: its first 32 hex digits or more. */
export const verifyQuery = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{32,64}$/i, "must be 32 to 64 hex digits"),
});
/** `GET /api/certificates/:id/file?form=pdf&lang=zh` */
export const fileQuery = z.strictObject({
  form: z.enum(["pdf", "html"]).default("pdf"),
  lang: z.enum(["zh", "en"]).default("zh"),
});

/**
 * `GET /api/certificates/:id/verify?hash=…` (what the QR code opens) and `POST /api/certificates/verify` (a PDF, an HTML
 * page or the JSON of one). `genuine`: exactly as issued; `differs`: it says something else; `unknown`: there is none such.
 */
export const verified = z.object({
  is: z.enum(["genuine", "differs", "unknown"]),
  why: words,
  certificate: certificate.nullable(),
});

export type WireCertificate = z.infer<typeof certificate>;
export type WireCertificateItem = z.infer<typeof certificateItem>;
export type WireCertificateList = z.infer<typeof certificateList>;
export type WireVerified = z.infer<typeof verified>;

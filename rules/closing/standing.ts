import type { Point, Words } from "../site/model.ts";
import { after, hours, type Instant } from "../time/instant.ts";
import type { CertificateItem, Contradiction, StandingPaper } from "./certificate.ts";
import type { Need, Plan } from "./needs.ts";
import { seenOf } from "./seen.ts";

/** How long after its end a certificate can still be found to have been broken: as long as devices keep what they measured. */
export const KEPT = hours(7 * 24);

/** A reading, and what is known beside it. `isLate`: it was made before what is known of the point. */
export type Heard = {
  readonly point: Point;
  readonly value: number;
  readonly at: Instant;
  readonly learnedAt: Instant;
  readonly isLate: boolean;
};

/**
 * What a reading says against a certificate that it is of the time of: that it held, or that it had not been so already
 * when it was issued. Whoever is allowed to be somewhere contradicts nothing there.
 *
 * @param plans  those that look at the point
 */
export const contradictions = (
  standing: StandingPaper,
  plans: readonly Plan[],
  heard: Heard,
  isApproved: (zone: string) => boolean,
): readonly Contradiction[] => {
  if (standing.endedAt !== null && heard.at >= standing.endedAt) return [];
  return plans.flatMap(plan => {
    const item = standing.certificate.items.find(({ id }) => id === plan.id);
    const need = needOf(plan, heard.point);
    if (!item || !need || item.verdict === "excepted" || isApproved(plan.zone)) return [];
    if (need.isRight(heard.value) || !isOfItsTime(standing, item, heard)) return [];
    if (isKnown(standing, item.id, heard)) return [];
    return [
      {
        item: item.id,
        name: item.name,
        point: heard.point.id,
        text: textOf(item, need, heard),
        at: heard.at,
        learnedAt: heard.learnedAt,
        isLate: heard.isLate,
      },
    ];
  });
};

const needOf = ({ needs, whileInside }: Plan, { id }: Point): Need | undefined =>
  [...needs, ...(whileInside ? [whileInside] : [])].find(({ point }) => point.id === id);

/**
 * Whether the reading is news to the certificate: made after what the item was certified by. Who goes round at night, as
 * the guard does, contradicts nothing; that somebody was there when it was issued does.
 */
const isOfItsTime = (
  { certificate, movedBy }: StandingPaper,
  { evidence, byHand, kind }: CertificateItem,
  { point, at }: Heard,
): boolean => {
  const seen = evidence.find(each => each.point === point.id);
  if (!seen) return false;
  const seenAt = seen.state === "good" ? (seen.at ?? 0) : 0;
  const provedAt = Math.max(seenAt, byHand?.at ?? 0, certificate.since) + movedBy;
  if (kind === "zone" && at > certificate.issuedAt + movedBy) return false;
  return at > provedAt;
};

/** What went on is known already; that it was so earlier is news. */
const isKnown = ({ broken }: StandingPaper, item: string, { point, at }: Heard): boolean =>
  broken.some(known => known.item === item && known.point === point.id && known.at <= at);

const textOf = ({ name }: CertificateItem, { wrong }: Need, { point, value, at }: Heard): Words => {
  const { text } = seenOf(point, { point: point.id, state: "good", value, at, since: at });
  const what = wrong(value);
  return {
    zh: `${name.zh}${what.zh}（${point.name.zh}：${text.zh}）`,
    en: `${name.en} ${what.en} (${point.name.en}: ${text.en})`,
  };
};

/** When the paper of a standing that has ended is closed. */
export const keptUntil = ({ endedAt }: StandingPaper): Instant | null =>
  endedAt === null ? null : after(endedAt, KEPT);

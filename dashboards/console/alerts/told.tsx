import type { WireAlert } from "#gateway/wire/alert.ts";
import { moment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { needsSomebody } from "../store/reduce.ts";
import { language, t } from "../words/language.ts";

/** Which roles were told and when, and who is next if nobody acknowledges. */
export const Told = ({ alert }: { alert: WireAlert }) => {
  const { told, next } = alert;
  const words = t().detail;
  const at = (iso: string) => moment(Date.parse(iso), now.value, timeZone.value);
  if (told.length === 0) return null;
  return (
    <>
      <dt>{words.told}</dt>
      <dd>
        {tellings(told).map(({ roles, at: iso, why }) => (
          <p key={iso + why}>
            <b>{rolesText(roles)}</b> {at(iso)}{" "}
            {why !== "found" && <small>{why === "escalated" ? words.escalated : words.standsIn}</small>}
          </p>
        ))}
        {next && needsSomebody(alert) && (
          <p class="quiet">{words.nextTold(at(next.at), rolesText([next.role]))}</p>
        )}
      </dd>
    </>
  );
};

type Telling = { readonly roles: string[]; readonly at: string; readonly why: string };

/** Roles that were told at the same moment for the same reason, together. */
const tellings = (told: WireAlert["told"]): readonly Telling[] => {
  const together: Telling[] = [];
  for (const { role, at, why } of told) {
    const last = together.at(-1);
    if (last?.at === at && last.why === why) last.roles.push(role);
    else together.push({ roles: [role], at, why });
  }
  return together;
};

/** Roles as people call them: `保安、值班经理`. */
export const rolesText = (roles: readonly string[]): string =>
  roles.map(role => t().roles[role] ?? role).join(language.value === "zh" ? "、" : ", ");

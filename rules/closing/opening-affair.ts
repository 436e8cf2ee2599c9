import type { Affair, Hall } from "../routine/clerk.ts";
import { minutes } from "../time/instant.ts";
import type { OpeningRound } from "./round.ts";

/** The hall opened and nobody has signed the opening check: told until somebody does, or the day is over. */
export const notOpened = ({ site }: Hall, { id, opened, certificate }: OpeningRound): readonly Affair[] => {
  if (!opened || opened.isSigned || certificate !== null) return [];
  return [
    {
      key: `opening-check/${id}`,
      fact: "opening-check",
      target: "hall",
      targetName: site.name,
      zone: "",
      since: opened.at,
      finding: {
        rule: "opening-check",
        clauses: ["DZ-2.1e"],
        title: { zh: "开门了，班前检查没有签字", en: "Opened without a signed opening check" },
        level: "violation",
        priority: 3,
        steps: [
          {
            zh: "补做班前检查，列明例外后签字。",
            en: "Finish the opening check, name the exceptions and sign.",
          },
        ],
        tell: ["hall-director", "duty-manager"],
        escalate: minutes(30),
        class: "housekeeping",
      },
      evidence: [],
    },
  ];
};

import type { Reminder } from "../routine/clerk.ts";
import { shareText } from "./completeness.ts";
import { templateName } from "./names.ts";
import type { FiledReport } from "./report.ts";
import { versionWhyWords } from "./version-why.ts";

/** What the receivers of a report are told when a version of it is released. @see GA-9.5.1 in the clause catalogue */
export const releasedReminders = (report: FiledReport): readonly Reminder[] => {
  const last = report.versions.at(-1);
  if (!last?.released) return [];
  const { version, completeness, why, released } = last;
  const share = shareText(completeness);
  const because = versionWhyWords(why);
  return report.receivers.map(role => ({
    key: `report-released/${report.id}/${version}/${role}`,
    paper: `report:${report.id}`,
    role,
    title: {
      zh: `${report.name.zh}${version === 1 ? "" : `（第 ${version} 版）`}已报送`,
      en: `${report.name.en}${version === 1 ? "" : `, version ${version},`} is released`,
    },
    target: report.plan,
    targetName: templateName(report.cycle, report.subject),
    zone: "",
    steps: [
      {
        zh: `报送人 ${released.by}${released.isLate ? "，迟报" : ""}；数据完整度 ${share}。`,
        en: `Released by ${released.by}${released.isLate ? ", late" : ""}; data completeness ${share}.`,
      },
      ...(because === null ? [] : [{ zh: `改版原因：${because.zh}`, en: `Why it is new: ${because.en}` }]),
    ],
  }));
};

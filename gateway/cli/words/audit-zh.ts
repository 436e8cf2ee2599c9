import type { Instant } from "#rules/time/instant.ts";
import type { Audit, Wrong } from "../../ports/audit.ts";

type Time = (at: Instant) => string;

const places = (seq: number, to: number): string => (seq === to ? `第 ${seq} 条` : `第 ${seq} 至 ${to} 条`);

const BEGINS = {
  untold: "留痕中没有说明原因的清理",
  differs: "与留痕中最后一次清理所述不同",
  kept: "清理时留下的早先事件与现存的不同",
  early: "被清理的内容还不满半年",
} as const;

const HOW = {
  edited: "被改动：与留痕中签发时的内容不符",
  deleted: "被删除：留痕中有它的签发",
  inserted: "是后来插入的：留痕中没有它的签发",
  moved: "被挪动：不在证书链中原来的位置",
} as const;

/** What `hallwatch audit` says in Chinese; the type of all other languages. */
export const auditZh = {
  expected: "要 audit head 输出的那一行：编号:64 位十六进制数",
  sentence: (wrong: Wrong, time: Time): string => {
    switch (wrong.is) {
      case "edited":
        return `${places(wrong.seq, wrong.seq)}被改动：内容与记录时留下的校验值不符`;
      case "deleted":
        return `${places(wrong.seq, wrong.to)}被删除`;
      case "inserted":
        return `${places(wrong.seq, wrong.to)}是后来插入的`;
      case "reordered":
        return `${places(wrong.seq, wrong.to)}被挪动：原来从第 ${wrong.from} 条起`;
      case "cut":
        return `${places(wrong.seq, wrong.to)}不见了：记录的末尾被截掉（${wrong.by === "anchor" ? "锚点" : "数据库自身"}表明曾有这些事件）`;
      case "rewritten":
        return `第 ${wrong.after + 1} 至 ${wrong.seq} 条之间被整段重写：与${wrong.anchoredAt === null ? "抄下的末尾" : `${time(wrong.anchoredAt)} 的锚点`}不符`;
      case "state-differs":
        return wrong.fields.length === 0
          ? `告警 ${wrong.alert}：告警本身或它的全部事件不见了`
          : `告警 ${wrong.alert} 被改动：${wrong.fields.join("、")} 与它的事件得出的不同`;
      case "certificate":
        return `证书 ${wrong.certificate} ${HOW[wrong.how]}`;
      case "beginning":
        return `记录从第 ${wrong.seq} 条之后开始：${BEGINS[wrong.how]}`;
      case "anchor-unreadable":
        return `锚点文件第 ${wrong.line} 行读不出来`;
      default:
        return wrong satisfies never;
    }
  },
  purgedHead: (seq: number): string => `抄下的末尾在第 ${seq} 条，已经清理：它是否与记录时一致，无从核对`,
  more: (count: number): string => `… 还有 ${count} 处`,
  verdict: ({ events, beginning, span, anchor, skipped, wrong, more }: Audit, time: Time): string => {
    const extent = span === null ? "没有事件" : `${events} 条事件，${time(span.first)} 至 ${time(span.last)}`;
    const held =
      anchor === null
        ? "没有锚点证明末尾完整"
        : `最后的锚点在第 ${anchor.seq} 条${anchor.at === null ? "" : `（${time(anchor.at)}）`}`;
    const old = skipped === 0 ? "" : `；${skipped} 个告警由旧版本记录，没有与事件核对`;
    const since =
      beginning === null
        ? ""
        : `；第 ${beginning.seq} 条（${time(beginning.at)}）及以前的已清理，留下 ${beginning.kept.events} 条`;
    const found = wrong.length + more;
    return `${extent}：${found === 0 ? "与记录时一致" : `有 ${found} 处与记录时不符`}；${held}${since}${old}`;
  },
};

export type AuditWords = typeof auditZh;

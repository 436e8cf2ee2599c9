import type { Happening } from "./happening.ts";
import type { RuleSays } from "./timeline.ts";
import { type PaperWords, paperWords, workWords } from "./words-papers.ts";

export type Language = "zh" | "en";

/** Every text of a failed rule test, in one language. Keys and values stay as the file writes them. */
export type TimelineWords = PaperWords & {
  readonly line: (line: number) => string;
  readonly nearest: (alert: string) => string;
  readonly nothingThere: string;
  readonly there: (alerts: string) => string;
  readonly expected: string;
  readonly seen: string;
  readonly unwanted: (alert: string) => string;
  /** Why an alert that is over still counts. */
  readonly isOver: string;
  readonly further: (alert: string) => string;
  readonly forbidden: (alert: string) => string;
  readonly signal: (point: string, expected: string, seen: string, value: string) => string;
  readonly rule: (key: string, expected: string, seen: string) => string;
  readonly ruleSays: (key: string, says: string) => string;
  readonly since: (moment: string) => string;
  /** Comparisons that are not shown. */
  readonly moreParts: (count: number) => string;
  readonly noMessage: string;
  readonly messageCount: (expected: string, seen: number) => string;
  readonly messages: string;
  readonly noMessages: string;
  readonly moreMessages: (count: number) => string;
  readonly unwantedMessage: (message: string) => string;
  readonly furtherMessage: (message: string) => string;
  readonly incidents: (expected: number, seen: number) => string;
  readonly refused: (why: string) => string;
  readonly notRefused: (expected: string) => string;
  readonly refusedOtherwise: (expected: string, whys: string) => string;
  readonly neverSet: (point: string) => string;
  readonly neverDelivered: (point: string) => string;
  /** What is told in short. */
  readonly followed: string;
  readonly around: string;
  readonly happened: Readonly<Record<Happening["is"], string>>;
  readonly says: Readonly<Record<RuleSays, string>>;
};

const en: TimelineWords = {
  line: line => `line ${line}`,
  nearest: alert => `no alert fits; the nearest is ${alert}`,
  nothingThere: "no alert fits; none is open",
  there: alerts => `no alert fits; open are ${alerts}`,
  expected: "expected",
  seen: "seen",
  unwanted: alert => `there must be no such alert, but there is ${alert}`,
  isOver:
    'it is over, but open until somebody acknowledges it; for alerts that still hold write "condition: active"',
  further: alert => `"only" allows no further alert, but there is ${alert}`,
  forbidden: alert => `"never" forbids it, but there is ${alert}`,
  signal: (point, expected, seen, value) =>
    `${point} is ${seen}, not ${expected}${value === "" ? "" : ` (${value})`}`,
  rule: (key, expected, seen) => `${key} says ${seen}, not ${expected}`,
  ruleSays: (key, says) => `${key} says ${says}`,
  since: moment => `holds since ${moment}`,
  moreParts: count => `… ${count} more comparisons`,
  noMessage: "no message fits",
  messageCount: (expected, seen) => `${seen} messages fit, not ${expected}`,
  messages: "sent since a step last looked at messages, or since `from`:",
  noMessages: "no message was sent since a step last looked at messages, or since `from`",
  moreMessages: count => `… ${count} more messages`,
  unwantedMessage: message => `there must be no such message, but there is ${message}`,
  furtherMessage: message => `"only_messages" allows no further message, but there is ${message}`,
  ...paperWords.en,
  incidents: (expected, seen) => `there are ${seen} open incidents, not ${expected}`,
  refused: why => `this was refused: ${why}`,
  notRefused: expected => `nothing was refused; expected "${expected}"`,
  refusedOtherwise: (expected, whys) => `refused otherwise: expected "${expected}", seen "${whys}"`,
  neverSet: point => `${point} has nothing to report: give it a value first`,
  neverDelivered: point =>
    `${point}: this message was never delivered before; to repeat it, give its value and time exactly`,
  followed: "what differs again later about the same thing is in short: it may follow from the first",
  around: "around it",
  happened: {
    given: "given",
    expect: "expected",
    clock: "clock moved",
    purge: "purge",
    restart: "restart",
    source_time: "source time",
    silent: "silent",
    bad: "bad",
    heard: "heard",
    set: "set",
    once: "once",
    retained: "retained",
    late: "late",
    repeat: "repeat",
    acknowledge: "acknowledge",
    unacknowledge: "unacknowledge",
    note: "note",
    confirm: "confirm",
    shelve: "shelve",
    unshelve: "unshelve",
    report: "report",
    supplement: "supplement",
    "take-out": "take out",
    absent: "absent",
    present: "present",
    message: "✉ message",
    "request-activity": "request",
    "approve-activity": "approve",
    ...workWords.en,
    raised: "▲ raised",
    joined: "▲ joined",
    left: "▽ left",
    blinded: "? blinded",
    seen: "▲ seen",
    cleared: "▽ cleared",
    returned: "▲ returned",
    acknowledged: "✓ acknowledged",
    escalated: "▲ escalated",
    carried: "· carried",
    unacknowledged: "▲ unacknowledged",
    noted: "· noted",
    confirmed: "✓ confirmed",
    reset: "✓ reset",
    shelved: "· shelved",
    unshelved: "▲ unshelved",
    suppressed: "· suppressed",
    released: "▲ released",
    "taken-out": "· taken-out",
    "put-back": "· put-back",
    realarmed: "▲ realarmed",
    worsened: "▲ worsened",
    eased: "· eased",
    reported: "✓ reported",
    overdue: "▲ overdue",
    supplemented: "✓ supplemented",
    closed: "✓ closed",
  },
  says: {
    yes: "yes",
    no: "no",
    unknown: "unknown",
    "not-in-force": "not in force",
    lacking: "lacking: it cannot be judged here",
    "left-out": "nothing: its `where` leaves that out",
  },
};

const zh: TimelineWords = {
  line: line => `第 ${line} 行`,
  nearest: alert => `没有符合的告警；最接近的是 ${alert}`,
  nothingThere: "没有符合的告警；没有未关闭的告警",
  there: alerts => `没有符合的告警；未关闭的有 ${alerts}`,
  expected: "期望",
  seen: "实际",
  unwanted: alert => `不应有这样的告警，却有 ${alert}`,
  isOver: "它已经恢复，但没有人确认过，所以还没有关闭；只看仍然成立的告警请写 condition: active",
  further: alert => `写了 only，不应再有别的告警，却有 ${alert}`,
  forbidden: alert => `never 不允许它出现，却有 ${alert}`,
  signal: (point, expected, seen, value) =>
    `${point} 是 ${seen}，不是 ${expected}${value === "" ? "" : `（${value}）`}`,
  rule: (key, expected, seen) => `${key} 的判断是“${seen}”，不是“${expected}”`,
  ruleSays: (key, says) => `${key} 的判断是“${says}”`,
  since: moment => `从 ${moment} 起成立`,
  moreParts: count => `… 还有 ${count} 个比较`,
  noMessage: "没有符合的消息",
  messageCount: (expected, seen) => `符合的消息有 ${seen} 条，不是 ${expected} 条`,
  messages: "上次检查消息以来（或 from 以来）发出的有：",
  noMessages: "上次检查消息以来（或 from 以来）没有发出任何消息",
  moreMessages: count => `… 还有 ${count} 条消息`,
  unwantedMessage: message => `不应有这样的消息，却有 ${message}`,
  furtherMessage: message => `写了 only_messages，不应再有别的消息，却有 ${message}`,
  ...paperWords.zh,
  incidents: (expected, seen) => `未关闭的事件有 ${seen} 件，不是 ${expected} 件`,
  refused: why => `这个操作被拒绝了：${why}`,
  notRefused: expected => `没有任何操作被拒绝；期望的原因含有“${expected}”`,
  refusedOtherwise: (expected, whys) => `拒绝的原因不对：期望含有“${expected}”，实际是“${whys}”`,
  neverSet: point => `${point} 没有可以上报的值：先给它一个值`,
  neverDelivered: point => `${point}：这条消息以前没有送达过；要重复它，值和时间必须完全一样`,
  followed: "同一对象后来再次不符的只简短列出：多半是第一处引起的",
  around: "前后经过",
  happened: {
    given: "开始时",
    expect: "期望",
    clock: "拨动时钟",
    purge: "清理记录",
    restart: "重启",
    source_time: "设备时间",
    silent: "不再上报",
    bad: "故障",
    heard: "恢复上报",
    set: "变为",
    once: "上报一次",
    retained: "代理留存",
    late: "迟到",
    repeat: "重复",
    acknowledge: "确认",
    unacknowledge: "撤回确认",
    note: "备注",
    confirm: "闭环",
    shelve: "搁置",
    unshelve: "结束搁置",
    report: "上报",
    supplement: "补报",
    "take-out": "停用",
    absent: "请假",
    present: "到岗",
    message: "✉ 消息",
    "request-activity": "申请活动",
    "approve-activity": "批准活动",
    ...workWords.zh,
    raised: "▲ 产生",
    joined: "▲ 并入",
    left: "▽ 退出",
    blinded: "? 看不到",
    seen: "▲ 又看到",
    cleared: "▽ 恢复",
    returned: "▲ 再次发生",
    acknowledged: "✓ 已确认",
    escalated: "▲ 升级",
    unacknowledged: "▲ 撤回确认",
    noted: "· 备注",
    confirmed: "✓ 闭环",
    reset: "✓ 复位",
    shelved: "· 搁置",
    unshelved: "▲ 搁置结束",
    suppressed: "· 抑制",
    released: "▲ 抑制结束",
    "taken-out": "· 停用",
    "put-back": "· 恢复使用",
    realarmed: "▲ 再次提醒",
    worsened: "▲ 升级",
    eased: "· 降级",
    reported: "✓ 已上报",
    overdue: "▲ 上报超时",
    supplemented: "✓ 已补报",
    carried: "· 沿用",
    closed: "✓ 关闭",
  },
  says: {
    yes: "是",
    no: "否",
    unknown: "不知道",
    "not-in-force": "不在适用时间",
    lacking: "缺少测点，无法判断",
    "left-out": "where 把它排除在外",
  },
};

export const timelineWords = (language: Language): TimelineWords => ({ zh, en })[language];

import type { Missing } from "../missing.ts";
import { accountZh } from "./account-zh.ts";
import { auditZh } from "./audit-zh.ts";
import { backupZh } from "./backup-zh.ts";
import { certificateZh } from "./certificate-zh.ts";
import { codesZh } from "./codes-zh.ts";
import { deviceZh } from "./device-zh.ts";
import { doctorZh } from "./doctor-zh.ts";
import { energyZh } from "./energy-zh.ts";
import { grafanaZh } from "./grafana-zh.ts";
import { type HistoryWords, historyZh } from "./history-zh.ts";
import { initZh } from "./init-zh.ts";
import { installZh } from "./install-zh.ts";
import { loadZh } from "./load-zh.ts";
import { notifyZh } from "./notify-zh.ts";
import { planZh } from "./plan-zh.ts";
import { profilesZh } from "./profiles-zh.ts";
import { reportsZh } from "./reports-zh.ts";
import { rosterZh } from "./roster-zh.ts";
import { diffZh, reloadZh, replayZh, rolesZh } from "./rules-zh.ts";
import type { Clash, Lacks, Language, Usage } from "./shapes.ts";
import { storeZh } from "./store-zh.ts";

const mistakes: Readonly<Record<string, (named: readonly string[], rest: string) => string>> = {
  "commander.unknownCommand": ([name]) => `没有 ${name} 这个命令`,
  "commander.unknownOption": ([name]) => `没有 ${name} 这个选项`,
  "commander.missingArgument": ([name]) => `缺少参数 ${name}`,
  "commander.missingMandatoryOptionValue": ([name]) => `必须给出选项 ${name}`,
  "commander.optionMissingArgument": ([name]) => `选项 ${name} 后面缺少内容`,
  "commander.invalidArgument": ([name, value], rest) => `${name} 不能是“${value}”：${rest}`,
  "commander.excessArguments": () => "参数太多",
};

const faults: Readonly<Record<string, string>> = {
  HTTP_PORT: "值守台的地址不能用。请停掉占用它的程序，或用 --http 主机:端口 换一个。",
  DATA_DIRECTORY_IN_USE: "数据目录正被另一个网关使用。请先停掉它，或用 --data 换一个目录。",
  DATA_DIRECTORY_UNUSABLE: "数据目录不能创建或写入。请检查权限，或用 --data 换一个目录。",
  MQTT_PORT_TAKEN: "内置 MQTT 服务的端口被占用。请停掉占用它的程序，或在 sources.mqtt 里换一个端口。",
  NO_RECORD: "这里没有记录。请用 --data 指明数据目录。",
  NO_ANCHORS: "没有这个锚点文件。",
  BACKUP_PLACE: "备份不能放在那里。目录必须已经存在（磁盘已挂载），并且不在数据目录里。",
  BACKUP_FULL: "放备份的磁盘空间不够。",
  BACKUP_FAILED: "备份没有做成，没有留下半份。之前的备份不受影响。",
  RESTORE_NOT_EMPTY: "目录不是空的：恢复从不覆盖任何内容。请换一个新目录。",
  RESTORE_FAILED: "恢复没有做成，没有留下半份。",
  MQTT_CANNOT_LISTEN: "内置 MQTT 服务不能监听这个地址。请检查 sources.mqtt。",
};

const state: Readonly<Record<string, string>> = {
  good: "可信",
  stale: "过期",
  bad: "不可信",
  never: "未上报",
};

/**
 * Every text of the command line in Chinese, but the help and what the rooms behind it say of their own mistakes. It is
 * the type of all other languages: a text that one of them lacks, or takes with other arguments, does not compile.
 */
export const zh = {
  language: "zh" as Language,
  stopped: "已停止",
  /** A command line that cannot be understood. */
  usage: ({ code, message, named, meant, rest }: Usage): string => {
    const what =
      mistakes[code]?.(named, rest.replace(/^Allowed choices are (.*)\.$/, "可以是 $1")) ?? message;
    return `错误：${what}${meant === "" ? "" : `\n（是不是 ${meant}？）`}`;
  },
  seeHelp: (command: string) => `（${command} --help 有说明）`,
  expected: {
    positive: "要大于 0 的数，例如 60",
    number: "要一个数，例如 12.5 或 -3",
    count: (most: number) => `要 1 到 ${most} 的整数`,
    time: "要一个时刻，例如 2025-07-08T17:00+08:00",
    address: "要 主机:端口，例如 127.0.0.1:8080",
    moment: "要一个时刻，例如 2025-07-08、2025-07-08 11:50（厅里的时间）或 2025-07-08T11:50+08:00",
    length: "要一段时间，例如 5 min、1 h、1 d",
    shifts: "要每班开始的钟点，从早到晚，例如 08:00,20:00",
    history: "要 embedded:数据目录、influx:名称 或 csv:文件",
  },
  /** What a fault means for whoever starts us, above its own message; empty when that says it all. */
  fault: (code: string): string => faults[code] ?? "",
  portHolder: ({ name, url }: Clash) =>
    `那里已经有一个 Hallwatch 在运行：${name.zh}。打开 ${url} 就能看到，或者先停掉它。`,
  problems: {
    count: (errors: number, warnings: number) =>
      [...(errors > 0 ? [`${errors} 个错误`] : []), ...(warnings > 0 ? [`${warnings} 个警告`] : [])].join(
        "，",
      ),
    in: (count: string, files: string) => `${files}：${count}`,
    more: (count: number) => `… 还有 ${count} 个`,
  },
  gateway: {
    silent: (url: string, why: string) =>
      `hallwatch：${url} 没有网关应答（${why}）。请启动一个，或用 --http 主机:端口 指明它在哪里`,
    refused: "那里没有程序在监听",
    late: (seconds: number) => `${seconds} 秒没有答复`,
    stranger: (url: string) =>
      `hallwatch：${url} 的应答不像本版本的 Hallwatch 网关。请用 --http 主机:端口 指明网关在哪里`,
  },
  check: {
    extent: (zones: number, equipment: number, points: number, rules: number) =>
      `${zones} 个区域，${equipment} 台设备，${points} 个测点，${rules} 条规则实例`,
    needs: (what: string) => `需要 ${what}`,
    gaps: (blind: number, inPart: number) =>
      `缺少测点或资料：${[
        ...(blind > 0 ? [`${blind} 条规章无法判断（✕）`] : []),
        ...(inPart > 0 ? [`${inPart} 条只能判断一部分（!）`] : []),
      ].join("，")}`,
    /** @param more  how many further ones of the same sort there are */
    missing: (missing: Missing, ids: readonly string[], more: number) => {
      const whose = (of: string) => `${of} ${ids.join("、")}${more > 0 ? ` 等 ${ids.length + more} 个` : ""}`;
      switch (missing.is) {
        case "point":
          return `${whose(missing.of)} 没有测点 ${missing.name}`;
        case "key":
          return `${whose(missing.of)} 在网点文件里没有写 ${missing.name}`;
        case "thing":
          return `${whose(missing.of)} 没有 ${missing.name}`;
        case "kind":
          return `整个网点没有 ${missing.name}`;
        case "season":
          return `日历里没有写季节 ${missing.name}`;
        case "other":
          return missing.why;
        default:
          return missing satisfies never;
      }
    },
    inPart: (judged: number, all: number) => `（${all} 个中能判断 ${judged} 个）`,
    unmarked: "东西在，但没有标上、用作或装有规则要的：",
    nowhere: "这个网点没有：",
    /** Which of a kind a rule is for, from its `where`. */
    chosen: (kind: string, where: string) =>
      `${kind}（${where
        .replaceAll(/"([\w-]+)" in \w+\.tags/g, "标签 $1")
        .replaceAll(/\w+\.use == "([\w-]+)"/g, "用途 $1")
        .replaceAll(/\w+\.use in \[([^\]]*)\]/g, (_, uses: string) => `用途 ${uses.replaceAll('"', "")}`)
        .replaceAll(/has\(([\w.]+)\)/g, "测点 $1")
        .replaceAll(" || ", " 或 ")
        .replaceAll(" && ", " 且 ")}）`,
    more: (count: number) => `… 还有 ${count} 项（--all 全部列出）`,
    /** Of a file without errors. @param rules  how many rules judge anything */
    verdict: (warnings: number, lacks: Lacks, rules: number) =>
      `${[
        warnings === 0 ? "没有错误" : `没有错误，有 ${warnings} 个警告`,
        ...(lacks.blind > 0 ? [`有 ${lacks.blind} 条规章因缺少测点或资料而无法判断`] : []),
        ...(lacks.inPart > 0 ? [`有 ${lacks.inPart} 条只能判断一部分`] : []),
        ...(lacks.absent > 0 ? [`有 ${lacks.absent} 条在这里没有对象`] : []),
        ...(rules > 0 && lacks.blind + lacks.inPart + lacks.absent === 0 ? ["什么都不缺"] : []),
        ...(rules === 0 ? ["没有规则可以判断"] : []),
      ].join("；")}。`,
    duties: "职责：",
    dutyItems: (count: number) => `${count} 项`,
    /** What a duty lacks in a hall. */
    dutyLack: {
      role: {
        who: (role: string) => `没有人担任 ${role}：没有人来做`,
        sign: (role: string) => `没有人担任 ${role}：没有人能签名`,
        late: (roles: string) => `没有人担任 ${roles}：逾期没有别人会知道`,
      },
      things: (each: string, where: string | null) =>
        where === null ? `没有 ${each}` : `没有符合 ${where} 的 ${each}`,
      reading: (things: string, role: string) => `${things} 没有测点 ${role}，也不接受别的证明`,
      fact: (fact: string) => `没有规则会发现 ${fact}：永远不会到期`,
    },
    strict: "--strict：警告按错误处理。",
  },
  points: {
    head: {
      point: "测点",
      name: "名称",
      value: "值",
      age: "多久前",
      state: "状态",
      why: "原因",
      via: "来源",
    },
    state: (word: string): string => state[word] ?? word,
    age: (count: number, unit: "s" | "min" | "h" | "d") =>
      `${count} ${{ s: "秒", min: "分钟", h: "小时", d: "天" }[unit]}`,
    trust: (all: number, untrusted: number) =>
      untrusted === 0 ? `${all} 个测点，全部可信` : `${all} 个测点，其中 ${untrusted} 个不可信`,
    none: (ids: string, meant: string | null) =>
      `hallwatch：没有测点的 id 含有 ${ids}${meant === null ? "；不带 id 运行可列出全部测点" : `；是不是 ${meant}？`}`,
    hidden: (count: number) => `… 还有 ${count} 个；把窗口拉高，或给出 id 的一部分`,
    trying: "正在重试，Ctrl-C 结束",
  },
  demo: {
    title: (name: string, from: string, speed: number, closing: string | null) =>
      `Hallwatch 演示：${name}，${from}，${speed} 倍速${closing === null ? "" : `，${closing} 关门`}`,
    labels: { console: "值守台", running: "运行中", wrong: "故障", data: "数据", link: "账号" },
    running: (points: number, rules: number, mqtt: number, modbus: string) =>
      `${points} 个测点，MQTT（${mqtt}）和 Modbus TCP（${modbus}），${rules} 条规则`,
    nothingWrong: "没有：一个平安的晚上",
    data: (directory: string) => `${directory}，每次启动都重新建立；Ctrl-C 停止全部`,
    moreLinks: (command: string) => `这是第一个；其他人：${command}`,
    putRight: (by: string, fault: string) => `${by} 确认后有人去处理了：${fault} 已结束`,
    devicesGone: (code: number | null) => `hallwatch：模拟设备自己停了（退出码 ${code ?? "无"}），演示结束`,
    devicesNotUp: (code: number | null) => `hallwatch：模拟设备没能启动（退出码 ${code ?? "无"}），原因见上`,
    status: (time: string, speed: number) => `${time}  ${speed} 倍速`,
    alerts: (byPriority: readonly number[]) => {
      const names = ["紧急", "重要", "一般", "提示"];
      const open = byPriority.flatMap((count, index) => (count > 0 ? [`${names[index]} ${count}`] : []));
      return open.length === 0 ? "没有未关闭告警" : `告警：${open.join("、")}`;
    },
    trusted: (good: number, all: number) => `可信测点 ${good}/${all}`,
  },
  start: (name: string, points: number, rules: number, url: string) =>
    `Hallwatch 正在值守 ${name}：${points} 个测点，${rules} 条规则\n  值守台  ${url}  （Ctrl-C 停止）`,
  consoleBuild: {
    going: "正在生成值守台页面…",
    failed: "hallwatch：值守台页面没能生成，`npm run console` 会说明原因；网关照常运行。",
  },
  rulesTest: {
    nowhere: (paths: string) => `hallwatch：${paths} 里没有规则测试（*.timeline.yaml）`,
    took: (ms: number) => (ms < 1_000 ? `${Math.round(ms)} 毫秒` : `${(ms / 1_000).toFixed(1)} 秒`),
    summary: (passed: number, failed: number, refused: number, took: string) =>
      `${[
        ...(failed > 0 ? [`${failed} 个规则测试未通过`] : []),
        ...(refused > 0 ? [`${refused} 个读不懂`] : []),
        `${passed} 个规则测试通过`,
      ].join("，")}（${took}）`,
    untested: (count: number, rules: string, more: number) =>
      `${count} 条规则没有测试：${rules}${more > 0 ? ` … 还有 ${more} 条（-v 列出全部）` : ""}`,
  },
  roles: rolesZh,
  replay: replayZh,
  diff: diffZh,
  reload: reloadZh,
  account: accountZh,
  device: deviceZh,
  certificate: certificateZh,
  reports: reportsZh,
  audit: auditZh,
  backup: backupZh,
  notify: notifyZh,
  grafana: grafanaZh,
  store: storeZh,
  roster: rosterZh,
  load: loadZh,
  install: installZh,
  init: initZh,
  doctor: doctorZh,
  energy: energyZh,
  plan: planZh,
  history: historyZh as HistoryWords,
  profiles: profilesZh,
  explain: {
    meanings: codesZh,
    severity: { error: "错误：不改正就不能启动", warning: "警告：不妨碍启动；check --strict 时按错误处理" },
    next: {
      0: "先让文件能按 YAML 读出来；下面的其他错误要等它读得出来才看得到。",
      1: "键和值都有规定：hallwatch schema 输出 JSON Schema，编辑器可以据此补全和检查。",
      2: "这种值有固定写法；报错里的 help 一行给出可以照抄的例子。",
      3: "这个名字要么拼错了，要么还没有在文件里定义；报错里会给出最接近的名字。",
      4: "单独看每个键都对，合在一起不行；按 help 一行改其中一个。",
      5: "问题出在规则包或它的设置；docs/rules.md 说明规则怎么写，每种写法都有例子。",
      6: "问题出在规则测试文件；docs/rule-tests.md 说明每个键怎么写。",
      7: "问题出在设备型号文件；hallwatch profiles 列出现成的型号，可以照着写。",
      9: "多半是漏写。确认确实如此，就可以不管它。",
    } as Readonly<Record<number, string>>,
    wrong: "错：",
    right: "对：",
    unknown: (code: string, meant: string | null) =>
      `hallwatch：没有 ${code} 这个代码${meant === null ? "" : `；是不是 ${meant}？`}（hallwatch explain 列出全部）`,
  },
};

export type Dictionary = typeof zh;

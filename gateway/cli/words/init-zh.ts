import type { DraftWords } from "../../install/site-draft.ts";

const draft: DraftWords = {
  head: ["一个营业厅。改完后运行 hallwatch check 核对；每个键的说明见 docs/site-file.md。"],
  hours: "开门的时间；两段之间是午休。单独的日子写在 dates 里。",
  people: "谁负责什么；电话和邮箱写在 reach 里。",
  sources: "读数从哪里来。",
  zones: "房间和区域。",
  equipment: "每台设备一行；型号文件说明寄存器和主题在哪里。",
  gateway: "网关看着自己",
  nothing: "还没有找到设备：hallwatch modbus scan 和 hallwatch mqtt listen 会给出可以抄的行",
};

const labels: Readonly<Record<string, string>> = {
  "service-hall": "营业厅",
  bank: "银行",
  ktv: "KTV",
  generic: "通用",
  "mon-fri": "周一至周五",
  "mon-sat": "周一至周六",
  "mon-sun": "每天",
  tcp: "Modbus TCP",
  rtu: "RTU over TCP（透明转换器）",
};

/** What `hallwatch init` says in Chinese; the type of all other languages. */
export const initZh = {
  draft,
  title: "新的营业厅",
  label: (value: string): string => labels[value] ?? value,
  questions: {
    name: "营业厅叫什么？",
    timezone: "时区",
    template: "哪一类场所？",
    days: "哪几天营业？",
    hours: "营业时间（逗号隔开）",
    manager: "值班经理的姓名",
    guard: "保安的姓名",
    mqtt: "MQTT 服务：embedded（自带）、mqtt://主机:端口 或 none",
    modbus: "Modbus 线路：主机:端口、/dev/ttyUSB0、usb:序列号 或 none",
    framing: "网络上的帧",
    units: "找哪些单元",
  },
  ratio: (device: string, name: string, note: string): string =>
    `${device} 的 ${name} 变比（直接接入写 1）${note === "" ? "" : `：${note}`}`,
  unfit: "这样写不行",
  givenUp: "已取消，什么也没有写",
  found: (devices: readonly string[]): string =>
    devices.length === 0 ? "没有找到认得的设备。" : `找到 ${devices.length} 台：${devices.join("、")}`,
  unlike: (names: readonly (number | string)[]): string =>
    `有应答但型号不明，没有写进文件：${names.map(name => (typeof name === "number" ? `单元 ${name}` : name)).join("、")}。可以用 hallwatch modbus scan、modbus read 和 mqtt listen 查看。`,
  missing: (names: string): string => `hallwatch：这里不能提问，缺少 ${names}；请写进 --answers 文件`,
  unreadable: (file: string, why: string): string => `hallwatch：${file} 读不出来：${why}`,
  unwritable: (file: string, why: string): string => `hallwatch：${file} 写不进去：${why}`,
  wrongAnswers: "hallwatch：答案里有错误：",
  overwrite: (file: string): string => `用上面的改动覆盖 ${file}？`,
  exists: (file: string): string => `hallwatch：${file} 已经存在；加 --yes 才会覆盖`,
  kept: (file: string): string => `${file} 没有改动`,
  same: (file: string): string => `${file} 已经是这样`,
  refused: "hallwatch：起草的文件通不过核对，没有写入：",
  written: (file: string, equipment: number, points: number, rules: number): string =>
    `${file}：${equipment} 台设备，${points} 个测点，${rules} 条规则实例\n接着：hallwatch check ${file}\n　　　hallwatch start --config ${file}`,
};

export type InitWords = typeof initZh;

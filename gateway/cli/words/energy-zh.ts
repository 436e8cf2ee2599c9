/** What `hallwatch energy` and `hallwatch meters` say in Chinese; the type of all other languages. */
export const energyZh = {
  days: (from: string, to: string): string => (from === to ? from : `${from} 至 ${to}`),
  until: (at: string): string => `截至 ${at}`,
  head: ["电表", "名称", "电量 kWh", "占上级", "闭店后", "费用", "CO₂ kg", "完整度"] as readonly string[],
  unaccounted: "未分项",
  /** Sub-meters say more than the meter above them. */
  tooMuch: "分表之和大于总表",
  total: "合计",
  levelHead: ["时段", "电量 kWh", "费用"] as readonly string[],
  levels: {
    critical: "尖",
    peak: "峰",
    flat: "平",
    valley: "谷",
    "deep-valley": "深谷",
  } as Readonly<Record<string, string>>,
  demand: (kW: string, at: string, cost: string): string => `最大需量 ${kW} kW（${at}），需量电费 ${cost}`,
  findings: "告警的代价（高到低）",
  open: "未结束",
  noTariff: "没有电价：费用未知",
  tariff: (id: string, source: string): string => `电价 ${id}（${source}）`,
  carbon: (kg: number, year: number, source: string): string =>
    `碳因子 ${kg} kgCO₂/kWh，${year} 年数据（${source}）`,
  legend:
    "~ 含估算：电量确定，何时用的按时间均摊；≥ 至少这么多，有一段没有计到；≤ 至多这么多，被减去的表有一段没有计到；≷ 两者皆有，可能偏高或偏低",
  meterHead: [
    "电表",
    "名称",
    "种类",
    "上级",
    "示数 kWh",
    "读于",
    "累计 kWh",
    "今日 kWh",
    "功率 W",
  ] as readonly string[],
  kinds: { counter: "计数", power: "功率积分", virtual: "虚拟" } as Readonly<Record<string, string>>,
  doubted: "读数对不上，暂不计",
  events: "最近发生",
  entries: {
    gap: "中断",
    rollover: "翻转",
    reset: "清零",
    "step-back": "小幅回退",
    replacement: "换表",
    jump: "跳变",
    glitch: "毛刺",
    undone: "撤回",
    unclear: "不明",
    correction: "更正",
  } as Readonly<Record<string, string>>,
  noMeters: "这个厅没有电表：站点文件里没有会计量的设备",
  refused: (why: string): string => `hallwatch：没有做成：${why}`,
  corrected: (meter: string, kWh: string): string => `${meter} 已更正 ${kWh} kWh，永久留痕`,
  replaced: (meter: string): string => `${meter} 已登记换表`,
};

export type EnergyWords = typeof energyZh;

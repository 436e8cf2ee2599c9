/** Texts, in Chinese, of charts, energy, meters and compliance. */
export const zhEnergy = {
  chart: {
    time: "时间",
    table: "以表格显示",
    none: "无数据",
    hint: "指向曲线，或用方向键，逐个看数值。",
    keys: "用方向键逐个看数值",
    closed: "闭店时段",
    estimated: "估算",
    unknown: "没有数据",
  },
};

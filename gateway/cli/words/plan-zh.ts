/** What `hallwatch plan` says in Chinese; the type of all other languages. */
export const planZh = {
  title: (hall: string): string => `${hall} 的平面图`,
  /** The sizes are in metres. */
  floor: (id: string, name: string, width: number, height: number): string =>
    `${id}  ${name}，${width} × ${height} 米`,
  none: "网点文件没有写平面图（plan:）：值守台按区域自动排布。",
  count: (zones: string, points: string): string => `${zones} 个区域、${points} 个测点有位置`,
  of: (placed: number, all: number): string => `${placed} / ${all}`,
  zones: "没有位置的区域",
  points: "没有位置的测点",
  loose: "只知道在哪个区域的设备（自动摆放）",
  strangers: "底图里写了、营业厅没有的 id，或不画出来的内容",
  right: "没有缺的。",
};

export type PlanWords = typeof planZh;

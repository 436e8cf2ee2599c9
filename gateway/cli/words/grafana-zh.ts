/** What `hallwatch grafana` says in Chinese; the type of all other languages. */
export const grafanaZh = {
  noToken: (name: string) =>
    `hallwatch：没有令牌：请把服务账号的令牌放进环境变量 ${name}，或用 --token-file 指明文件`,
  noSecret: (name: string) => `hallwatch：环境变量 ${name} 没有值`,
  readableToken: (file: string) => `! ${file} 人人可读：请执行 chmod 600 ${file}`,
  what: { folder: "文件夹", "data source": "数据源", board: "看板" },
  pushed: {
    created: "已新建",
    updated: "已更新",
    unchanged: "没有变化",
    provisioned: "由 Grafana 服务器上的文件提供，不能从这里改",
    refused: "被拒绝",
  },
  toldPushed: (written: number, all: number, refused: number) =>
    [
      written === 0 ? `${all} 项都已就绪，没有写入` : `${all} 项中写入了 ${written} 项`,
      ...(refused > 0 ? [`${refused} 项被拒绝`] : []),
    ].join("，"),
  version: (url: string, version: string) => `Grafana ${version || "（版本不明）"}，${url}`,
  source: { up: "正常", down: "不通", missing: "没有这个数据源" },
  board: { same: "一致", other: "内容不同：请再执行 grafana push", missing: "没有：请执行 grafana push" },
  head: { board: "看板", state: "状态", answered: "有数据", empty: "空", failed: "出错" },
  empty: "空",
  toldChecked: (queries: number, empty: number, failed: number) =>
    `${queries} 个查询：${queries - empty - failed} 个有数据，${empty} 个为空，${failed} 个出错`,
  emptyIsNoError: "空的查询不一定是错：时段内没有告警、没有闭店，就没有行。",
};

export type GrafanaWords = typeof grafanaZh;

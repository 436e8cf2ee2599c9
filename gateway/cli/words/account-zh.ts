/** What `hallwatch account` says in Chinese; the type of all other languages. */
export const accountZh = {
  running: (directory: string): string => `网关正在 ${directory} 上运行：立即生效`,
  stopped: (directory: string): string => `${directory} 上没有网关在运行：下次启动后生效`,
  nothingThere: (directory: string): string =>
    `hallwatch：${directory} 里还没有账号数据。请先启动一次网关，或用 --data 指明数据目录`,
  head: { person: "编号", name: "姓名", roles: "角色", account: "账号", used: "上次登录" },
  hasNone: "没有",
  has: (changed: string): string => `${changed} 设置`,
  waits: (until: string): string => `输错太多，${until} 前不接受`,
  tokens: "程序令牌",
  relays: "由程序自己认人",
  link: (name: string, until: string): string => `给 ${name} 的设置链接，只能用一次，${until} 前有效：`,
  firstLink: (until: string): string => `第一个账号的设置链接，只能用一次，${until} 前有效：`,
  whose: "hallwatch：已经有人有账号：请写明链接给谁，例如 hallwatch account link G1",
  unknown: (who: string, people: string): string => `hallwatch：没有 ${who} 这个人；有 ${people}`,
  removed: (name: string): string => `${name} 的账号已删除，登录和令牌同时作废`,
  noAccount: (name: string): string => `hallwatch：${name} 没有账号`,
  token: (name: string, who: string): string => `令牌 ${name}（${who}），只显示这一次，请妥善保存：`,
  revoked: (name: string): string => `令牌 ${name} 已作废`,
  noToken: (name: string): string => `hallwatch：没有叫 ${name} 的令牌`,
  asWhom: "hallwatch：请用 --as <人> 写明令牌代表谁；自己认人的程序（Grafana）用 --relay",
  startLink: (url: string): string => `  还没有人有账号，请打开（24 小时内有效，只能用一次）：\n  ${url}`,
};

export type AccountWords = typeof accountZh;

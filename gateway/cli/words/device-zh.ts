/** What `hallwatch device` says in Chinese; the type of all other languages. */
export const deviceZh = {
  running: (directory: string): string => `网关正在 ${directory} 上运行：一秒内生效`,
  stopped: (directory: string): string => `${directory} 上没有网关在运行：下次启动后生效`,
  head: { id: "编号", is: "是", owners: "代表", topics: "其他主题", token: "令牌" },
  device: "设备",
  service: "程序",
  none: "还没有设备有凭证；用 hallwatch device add <编号> 添加",
  made: (made: string, used: string | null): string =>
    `${made} 生成，${used === null ? "没用过" : `上次使用 ${used}`}`,
  token: (id: string): string => `${id} 的令牌，只显示这一次。用户名和客户端标识都写 ${id}，密码是：`,
  rotated: (id: string, now: boolean): string =>
    now
      ? `${id} 的新令牌，只显示这一次。旧令牌已经作废：`
      : `${id} 的新令牌，只显示这一次。旧令牌在下次更换前仍然有效：`,
  removed: (id: string): string => `${id} 的凭证已删除；它若还连着，会被断开`,
  isThere: (id: string): string => `hallwatch：${id} 已经有凭证；要换令牌用 hallwatch device rotate ${id}`,
  isNotThere: (id: string, known: string): string =>
    `hallwatch：${id} 没有凭证${known === "" ? "" : `；有凭证的是 ${known}`}`,
  noOwner: (id: string, known: string): string =>
    `hallwatch：营业厅文件里没有用 MQTT 的 ${id}；有 ${known}。网桥或程序请用 --for、--topic 或 --service`,
  noTopic: (filter: string): string =>
    `hallwatch：“${filter}” 不是可以授予的主题或主题过滤器，例如 zigbee2mqtt/#`,
  notAnId: (id: string): string =>
    `hallwatch：“${id}” 不能作编号：只能用字母、数字和 . _ : -，最多 64 个字符`,
};

export type DeviceWords = typeof deviceZh;

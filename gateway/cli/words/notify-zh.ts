/** What `hallwatch notify` says in Chinese; the type of all other languages. */
export const notifyZh = {
  unknown: (who: string, people: string) => `hallwatch：厅里没有叫“${who}”的人；有：${people}`,
  noChannel: (name: string) => `hallwatch：${name} 没有任何通知渠道：请在厅站文件里为其加上 reach:`,
  trying: (channel: string) => `${channel}：正在发送 …`,
  sent: "已送达",
  failed: "失败",
  told: (name: string, sent: number, all: number) =>
    sent === 0
      ? `${name} 没有收到：${all} 个渠道都没有送达`
      : `测试消息已发给 ${name}：${all} 个渠道中 ${sent} 个送达。请本人确认收到【测试】。`,
  none: "本厅没有通知渠道：告警只在值班台上显示（厅站文件 notify: channels:）",
  head: {
    channel: "渠道",
    via: "方式",
    state: "状态",
    lastSent: "最近送达",
    lastFailed: "最近失败",
    where: "服务器",
  },
  states: { up: "正常", down: "不通", untried: "未用过" },
  waiting: (count: number) => `${count} 条消息在等待`,
};

export type NotifyWords = typeof notifyZh;

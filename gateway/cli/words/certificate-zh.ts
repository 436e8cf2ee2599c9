/** What `hallwatch certificate` says in Chinese; the type of all other languages. */
export const certificateZh = {
  head: { id: "编号", kind: "种类", issued: "签发时间", scope: "范围", standing: "现状" },
  kind: { closing: "关门单", opening: "开门单" },
  scope: { final: "全厅", partial: "部分", clean: "全部通过", "with-exceptions": "有例外" },
  standing: { holds: "有效", broken: "已失效", ended: "已结束" },
  verdict: { pass: "传感器", "by-hand": "人工确认", excepted: "例外" },
  missing: (day: string, kind: string): string => `${day} 没有${kind}`,
  none: (from: string, to: string): string => `${from} 至 ${to} 没有证书`,
  signedBy: (name: string, role: string, at: string): string => `${name}（${role}）${at} 签名`,
  brokenBy: (text: string): string => `已失效：${text}`,
  unknown: (id: string): string => `hallwatch：没有编号为 ${id} 的证书`,
  is: { genuine: "真实", differs: "不一致", unknown: "查无此件" },
  noFile: (file: string): string => `hallwatch：没有文件 ${file}`,
  unreadable: (file: string, why: string): string => `hallwatch：${file} 读不出来：${why}`,
  unwritable: (file: string, why: string): string => `hallwatch：${file} 写不进去：${why}`,
  where: "hallwatch：请用 --pdf 或 --html 写明存到哪个文件",
  written: (file: string): string => `已写入 ${file}`,
};

export type CertificateWords = typeof certificateZh;

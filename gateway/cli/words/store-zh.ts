/** What `hallwatch store` says in Chinese; the type of all other languages. */
export const storeZh = {
  none: "hallwatch：站点文件的 history.influx 里没有数据库",
  unknown: (name: string, near: string | null) =>
    `hallwatch：history.influx 里没有 ${name}${near === null ? "" : `；是不是 ${near}？`}`,
  check: {
    reach: "连接",
    clock: "时钟",
    database: "数据库",
    write: "写入并读回",
    retention: "保留期",
    rollUps: "降采样",
    duplicates: "重复",
    invalid: "拒收的行",
    spool: "缓存",
    poison: "搁置的行",
  },
  hint: {
    reach: "请检查地址、服务与密码变量",
    clock: "两台机器的时间相差太多：请检查 NTP",
    database: "数据库不存在：请启动网关，或手工 CREATE DATABASE",
    write: "请检查这个用户的权限",
    retention: "与站点文件的 keep_days 不同；VictoriaMetrics 请在启动时设置 -retentionPeriod",
    rollUps: "没有降采样查询：见 docs/stores.md",
    duplicates: "中断后重发的数据会出现两次：启动 VictoriaMetrics 时请加 -dedup.minScrapeInterval=1ms",
    invalid: "VictoriaMetrics 丢弃了一些行而不告知：请看它的日志",
    spool: "服务器恢复前，数据在这里等待；满了以后先丢最旧的",
    poison: "服务器永远不会接收这些行",
  },
};

export type StoreWords = typeof storeZh;

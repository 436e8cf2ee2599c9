import type { DoctorWords } from "../../install/doctor/finding.ts";

const checks: DoctorWords = {
  clock: {
    inStep: "已与时间服务器同步",
    notInStep: "没有与时间服务器同步",
    notSet: date => `没有对时：机器说今天是 ${date}`,
    unknown: "这台机器说不清是否对时；请与手表核对",
  },
  node: (version, least, isEnough) => (isEnough ? version : `${version}，需要 ${least} 以上`),
  disk: (freeGb, percent) => `剩余 ${freeGb} GB（${percent} %）`,
  directory: {
    ok: "可以写入",
    new: "还没有，启动时会建立",
    unwritable: why => `不能写入（${why}）`,
    readable: file => `${file} 别的用户也能读`,
  },
  zone: (zone, time) => `${zone}，厅里现在是 ${time}`,
  port: {
    free: "空闲",
    taken: "网关正在运行",
    cannot: why => (why === "EADDRINUSE" ? "被别的程序占用" : `不能监听（${why}）`),
  },
  serial: {
    ok: "可以读写",
    missing: why => `找不到：${why}`,
    denied: "没有权限（dialout 组）；加入后请重新登录",
    moves: "换个插口名字就会变；请写成 usb:序列号",
  },
  broker: {
    ok: ms => `${ms} 毫秒`,
    unreachable: why => `连不上：${why}`,
    noPassword: variable => `环境变量 ${variable} 里没有密码`,
  },
  certificate: {
    days: days => `还有 ${days} 天到期`,
    expired: days => `已过期 ${days} 天`,
    unreadable: why => `读不出来：${why}`,
    renew: "请换新证书；正在运行的网关会自己重新读入",
  },
  line: { ok: ms => `${ms} 毫秒连上`, unreachable: why => why },
};

/** What `hallwatch doctor` says in Chinese; the type of all other languages. */
export const doctorZh = {
  checks,
  config: (points: number, rules: number, warnings: number): string =>
    `${points} 个测点，${rules} 条规则实例，${warnings === 0 ? "没有问题" : `${warnings} 个警告`}`,
  noConfig: "没有指明网点文件",
  noPoints: "没有网关在运行，也没有指明网点文件，看不到测点",
  channels: "通知",
  untested: "没有测试",
  looking: (seconds: number): string => `没有网关在运行：自己听 ${seconds} 秒…`,
  end: (bad: number, warn: number, unknown: number): string =>
    bad + warn + unknown === 0
      ? "一切正常。"
      : `${[
          ...(bad > 0 ? [`${bad} 个问题`] : []),
          ...(warn > 0 ? [`${warn} 个警告`] : []),
          ...(unknown > 0 ? [`${unknown} 项没有测试`] : []),
        ].join("，")}。`,
};

export type DoctorTexts = typeof doctorZh;

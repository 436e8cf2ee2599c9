const seconds = (ms: number | null): string => (ms === null ? "没有应答" : `${ms} 毫秒`);

/** What the tools for installers say in Chinese; the type of all other languages. */
export const installZh = {
  expected: {
    whole: (least: number, most: number): string => `要 ${least} 到 ${most} 的整数，十六进制写成 0x…`,
    units: "要 1 到 247 的单元号，例如 1-32 或 1,3,7",
    format: "要数据位、校验、停止位，例如 8N1、8E1",
    length: "要一段时间，例如 60 s、5 min",
  },
  noWire: (where: string): string =>
    `hallwatch：${where} 不像一条线路。请写 主机:端口、/dev/ttyUSB0 或 usb:适配器序列号`,
  noBroker:
    "hallwatch：这不是代理的地址。请写 mqtt://主机:1883 或 mqtts://主机:8883；密码放在环境变量 HALLWATCH_MQTT_PASSWORD 里",
  noProfile: (id: string): string => `hallwatch：没有 ${id} 这个型号文件；hallwatch profiles 列出全部`,
  notModbus: (id: string): string => `hallwatch：${id} 不是 Modbus 设备的型号文件`,
  forSite: "写进网点文件：",
  quantity: {
    voltage: "电压",
    current: "电流",
    power: "功率",
    energy: "电量",
    frequency: "频率",
    temperature: "温度",
    humidity: "湿度",
  },
  scan: {
    head: (where: string, units: number): string => `${where}：找 ${units} 个单元，只读`,
    unit: (unit: number): string => `单元 ${unit}`,
    silent: "没有应答",
    stranger: (where: string, unit: number): string =>
      `有应答，型号不明：hallwatch modbus read ${where} --unit ${unit} --input 0 --expect voltage`,
    also: (ids: string): string => `也可能是 ${ids}：请看铭牌`,
    perhaps: (ids: string): string => `也许是 ${ids}，但它的值证明不了什么：请看铭牌`,
    otherFraming: (unit: number, framing: "tcp" | "rtu"): string =>
      framing === "tcp"
        ? `没有单元应答；换成 RTU 帧后单元 ${unit} 有应答：请用 --framing rtu，网点文件里写 framing: rtu`
        : `没有单元应答；换成 Modbus TCP 后单元 ${unit} 有应答：请去掉 --framing rtu`,
    end: (answering: number, asked: number, all: number): string =>
      `${answering} 个单元有应答，问过 ${asked} 个${asked === all ? "" : `（共 ${all} 个）`}。`,
    resume: (from: number, to: number): string => `已中断，找到的都在上面；接着找：--units ${from}-${to}`,
  },
  listen: {
    head: (url: string, seconds: number): string =>
      `${url}：听 ${seconds} 秒，不发布任何消息（Ctrl-C 提前结束）`,
    heard: (messages: number, topics: number): string => `${messages} 条消息，${topics} 个主题`,
    columns: { device: "设备", family: "规则", messages: "消息", profile: "可能的型号" },
    unlike: "没有相符的型号文件",
    end: (messages: number, retained: number, topics: number, devices: number): string =>
      messages === 0
        ? "没有听到任何消息：设备连的是这个服务吗？"
        : `${messages} 条消息（其中 ${retained} 条是保留消息），${topics} 个主题，${devices} 台设备。`,
  },
  read: {
    which: "hallwatch：请给出 --input、--holding、--coil、--discrete 其中一个，或 --profile 型号",
    head: (
      where: string,
      unit: number,
      table: string,
      address: number,
      count: number,
      ms: number | null,
    ): string => `${where} · 单元 ${unit} · ${table} ${address}–${address + count - 1} · ${seconds(ms)}`,
    likeliest: (what: string, range: string): string => `最像${what}的（${range}）：`,
    nothing: (what: string, range: string): string =>
      `这里没有任何写法读出来像${what}（${range}）：请核对单元号、寄存器表和地址`,
    beside: (form: string): string =>
      `同一种写法（${form}），前一个、这个、后一个寄存器（手册常从 1 数起）：`,
    every: (address: string): string => `${address} 的全部写法：`,
    verdict: {
      match: (model: string, checks: string): string => `✓ 是 ${model}：${checks}`,
      unknown: (model: string, checks: string): string =>
        `? 不能证明是 ${model}${checks === "" ? "：它的型号文件没有核对值" : `：${checks}`}`,
      no: (model: string, checks: string): string => `✕ 不是 ${model}，不采用这个型号文件：${checks}`,
    },
  },
  forget: {
    done: (line: string, unit: number): string =>
      `${line}/${unit}：从前拒绝过的地址全部重新试读，几分钟内可在设备页看到结果`,
    not: (why: string): string => `hallwatch：没有重新试读：${why}`,
  },
};

export type InstallWords = typeof installZh;

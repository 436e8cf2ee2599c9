import type { WireWords } from "./language.ts";

/** Word of a worded point class → how people read it. A breaker's own words differ and are listed with the class. */
const table = `
closed 闭合 closed
open 打开 open
locked 已锁 locked
unlocked 未锁 unlocked
jammed 卡住 jammed
off 关 off
on 开 on
on-thermo-off 待机 on, idle
auto 自动 auto
slow 低速 slow
medium 中速 medium
fast 高速 fast
cool 制冷 cooling
heat 制热 heating
dry 除湿 drying
fan 送风 fan only
normal 正常 normal
low 偏低 low
high 偏高 high
fault 故障 fault
alarm 报警 alarm
leak 泄漏 leak
clean 干净 clean
dirty 脏 dirty
vacant 无人 vacant
occupied 有人 occupied
tripped 跳闸 tripped
granted 放行 granted
denied 拒绝 denied
forced 强行 forced
visitor 访客 visitor
disarmed 已撤防 disarmed
arming 布防中 arming
armed-away 已布防 armed (away)
armed-home 已布防（留守） armed (home)
pending 进入延时 entry delay
triggered 已触发 triggered
tampered 被拆动 tampered
pressed 已按下 pressed
seen 已巡检 inspected
ok 正常 ok
on-battery 电池供电 on battery
low-battery 电量低 battery low
bypass 旁路 bypass
testing 测试中 testing
passed 通过 passed
failed 未通过 failed
offline 离线 offline
online 在线 online
clear 畅通 clear
obstructed 被占用 obstructed
ready 可开启 ready
blocked 打不开 blocked
dark 未亮 dark
lit 亮 lit
recording 录像中 recording
stopped 已停止 stopped
down 断开 down
up 连通 up
live 正常播放 live
frozen 画面静止 frozen
black 黑屏 black
never 从未 never
breaker-status/closed 合闸 closed
breaker-status/open 分闸 open
link-error/none 无 none
link-error/no-answer 无应答 no answer
link-error/refused 被拒绝 refused
link-error/garbled 数据错乱 garbled
link-error/unreachable 连不上 unreachable
water-leak/leak 漏水 leak
water-leak/dry 无水 dry
`;

const words: ReadonlyMap<string, WireWords> = new Map(
  table
    .trim()
    .split("\n")
    .map(line => line.split(" "))
    .map(([key = "", zh = "", ...en]) => [key, { zh, en: en.join(" ") }]),
);

/** How people read a word of a point class; a word that is not known is shown as it is. */
export const valueWords = (word: string, pointClass = ""): WireWords =>
  words.get(`${pointClass}/${word}`) ?? words.get(word) ?? { zh: word, en: word };

import type { Signal } from "../reading/signal.ts";
import type { Point, Words } from "../site/model.ts";
import type { CertificateEvidence } from "./certificate.ts";

/** What is known of a point now, as a certificate keeps it. */
export const seenOf = ({ id, name, ...point }: Point, { value, at, state }: Signal): CertificateEvidence => {
  const isKnown = !Number.isNaN(value);
  return {
    point: id,
    name,
    value: isKnown ? value : null,
    text: isKnown ? valueText(point, value) : { zh: "无数据", en: "nothing heard" },
    at: at > 0 ? at : null,
    state,
  };
};

/** A value as people read it: `closed`, `2 W`. */
export const valueText = ({ class: kind }: Pick<Point, "class">, value: number): Words => {
  const word = kind.words?.[value];
  if (word !== undefined) return { zh: CHINESE[word] ?? word, en: word };
  const number = String(Number(value.toPrecision(6)));
  const unit = kind.unit ?? "1";
  const [zh, en] = UNITS[unit] ?? [` ${unit}`, ` ${unit}`];
  return { zh: number + zh, en: number + en };
};

const UNITS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  "1": ["", ""],
  "{person}": [" 人", " people"],
  Cel: [" °C", " °C"],
};

/** The words of the classes that the checks look at. */
const CHINESE: Readonly<Record<string, string>> = {
  closed: "已关闭",
  open: "打开",
  locked: "已上锁",
  unlocked: "未上锁",
  jammed: "锁卡住",
  ready: "能打开",
  blocked: "打不开",
  off: "关",
  on: "开",
  auto: "自动",
  cool: "制冷",
  heat: "制热",
  dry: "除湿",
  fan: "送风",
  vacant: "无人",
  occupied: "有人",
  online: "在线",
  offline: "离线",
};

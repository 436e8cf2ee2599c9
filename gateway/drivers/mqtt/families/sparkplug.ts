import { after, type Instant, instant, minutes, seconds } from "#rules/time/instant.ts";
import type { MqttPoint } from "../message.ts";
import type { Machine, Message, Outcome } from "./machine.ts";
import { sparkplugMetrics } from "./sparkplug-metrics.ts";
import { sparkplugOrder } from "./sparkplug-order.ts";
import { readPayload, rebirthRequest, type SparkplugPayload, sessionOf } from "./sparkplug-payload.ts";

/** How long others wait for a message that is missing, and a device for its birth after that of its node. */
const REORDER = seconds(5);
/** The longest wait between two requests for a rebirth. */
const RARELY = minutes(5);

/**
 * `unborn`: no birth was heard. `unheard`: the broker was gone, and what was born meanwhile nobody knows. `lost`: a message is
 * missing for good, so that nobody knows what it said.
 */
type Life =
  | { readonly is: "unheard"; readonly until: Instant }
  | { readonly is: "unborn" | "lost" | "dead" }
  | { readonly is: "born"; readonly session: bigint | null };
type Data = {
  readonly kind: string;
  readonly device: string;
  readonly payload: SparkplugPayload;
  readonly at: Instant;
};

/**
 * An edge node with its devices, by Sparkplug B 3.0. Nothing is retained: whoever comes late asks for a rebirth.
 *
 * - A birth names its metrics; data may then carry their alias only. Data without a birth are not believed.
 * - Messages count on over node and devices. One that stays away for 5 s takes all points with it, and a rebirth is
 *   asked for, since what it said nobody knows; asked again ever more rarely until one comes.
 * - While the broker is gone a node may be born anew, with other aliases: after it only a birth is believed, and what is
 *   not born within 5 s is lost.
 * - A death counts only with the `bdSeq` of the birth: the will of an earlier session comes late. Its time is that of
 *   the connection, so the receipt counts.
 *
 * @param node    `hall/edge1`: group and edge node
 * @see sparkplug.eclipse.org/specification/version/3.0 §5, §6.4
 */
export const sparkplug = (node: string, points: readonly MqttPoint[], maxBytes: number): Machine => {
  const [group = "", edge = ""] = node.split("/");
  const topicOf = (kind: string) => `spBv1.0/${group}/${kind}/${edge}`;
  const metrics = sparkplugMetrics(points);
  const order = sparkplugOrder<Data>();
  const rebirths = asking();
  const born = new Set<string>();
  let life: Life = { is: "unborn" };
  let devicesDueAt: Instant | null = null;

  const askRebirth = (at: Instant, out: Outcome) => {
    if (rebirths.ask(at)) out.sends.push({ topic: topicOf("NCMD"), payload: rebirthRequest(at) });
  };
  /** Takes in what has its turn. */
  const take = ({ kind, device, payload, at }: Data, out: Outcome) => {
    if (device !== "" && !metrics.devices.includes(device)) return;
    const isBirth = kind.endsWith("BIRTH");
    if (isBirth) born.add(device);
    if (kind === "DDEATH") {
      born.delete(device);
      metrics.lose(device, "device is gone (death certificate of its edge node)", at, out);
    } else if (born.has(device)) {
      metrics.tell(payload.metrics, { device, isBirth, sentAt: payload.at, at }, out);
    } else askRebirth(at, out);
  };
  const birth = (data: Data, out: Outcome) => {
    metrics.forget();
    born.clear();
    rebirths.begin();
    order.begin(data.payload.seq ?? 0, data.payload.at ?? 0);
    life = { is: "born", session: sessionOf(data.payload) };
    devicesDueAt = after(data.at, REORDER);
    take(data, out);
  };
  const death = ({ payload, at }: Data, out: Outcome) => {
    if (life.is === "dead") return;
    const session = sessionOf(payload);
    const isOther =
      life.is === "born" && life.session !== null && session !== null && session !== life.session;
    if (isOther) {
      out.doubts.push({ about: node, why: "the will of an earlier session came late and was passed over" });
      return;
    }
    life = { is: "dead" };
    metrics.lose(null, "edge node is gone (last will)", at, out);
  };
  const hear = ({ topic, payload: bytes, at }: Message, out: Outcome): string | null => {
    const [, , kind = "", , device = ""] = topic.split("/");
    const payload = bytes.length > maxBytes ? null : readPayload(bytes);
    if (payload === null) {
      const why = "payload is no Sparkplug B payload";
      metrics.lose(device, why, at, out);
      return why;
    }
    // Others behind the node count in the order of its messages, and have nothing to tell: whoever makes them up fills no memory.
    const isOurs = device === "" || metrics.devices.includes(device);
    const data = { kind, device, payload: isOurs ? payload : { ...payload, metrics: [] }, at };
    if (kind === "NBIRTH") birth(data, out);
    else if (kind === "NDEATH") death(data, out);
    else if (life.is !== "born" || payload.seq === undefined) askRebirth(at, out);
    else for (const due of order.offer(payload.seq, payload.at ?? 0, data, at)) take(due, out);
    return null;
  };
  const loseTrack = (why: string, at: Instant, out: Outcome) => {
    life = { is: "lost" };
    metrics.lose(null, `${why}: asked for a rebirth`, at, out);
    askRebirth(at, out);
  };

  return {
    points,
    topics: [
      ...["NBIRTH", "NDATA", "NDEATH"].map(topicOf),
      ...["DBIRTH", "DDATA", "DDEATH"].map(kind => `${topicOf(kind)}/+`),
    ],
    // Retained births are against the specification, and as old as they like.
    take: (message, out) => (message.retained || message.payload.length === 0 ? null : hear(message, out)),
    connected: (at, out) => {
      rebirths.begin();
      askRebirth(at, out);
      if (life.is === "born") life = { is: "unheard", until: after(at, REORDER) };
    },
    wakeAt: () => {
      if (life.is === "unheard") return life.until;
      if (life.is === "lost") return rebirths.nextAt();
      if (life.is !== "born") return null;
      const missing = order.missing();
      return missing === null ? devicesDueAt : after(missing.since, REORDER);
    },
    wake: (at, out) => {
      const missing = life.is === "born" ? order.missing() : null;
      if (life.is === "lost") askRebirth(at, out);
      else if (life.is === "unheard") loseTrack("no birth since the broker was gone", at, out);
      else if (missing !== null && at >= after(missing.since, REORDER))
        loseTrack(`message ${missing.seq} of the edge node is missing`, at, out);
      else if (life.is === "born" && missing === null && devicesDueAt !== null && at >= devicesDueAt) {
        devicesDueAt = null;
        for (const device of metrics.devices)
          if (!born.has(device)) metrics.lose(device, "edge node was born without this device", at, out);
      }
    },
  };
};

/** When a rebirth may be asked for: at once, then after 5 s, 10 s and so on up to 5 min, until a birth comes. */
const asking = () => {
  let times = 0;
  let nextAt = instant(0);
  return {
    begin: () => {
      times = 0;
      nextAt = instant(0);
    },
    ask: (at: Instant): boolean => {
      if (at < nextAt) return false;
      nextAt = after(at, seconds(Math.min(RARELY, REORDER * 2 ** times) / 1_000));
      times++;
      return true;
    },
    nextAt: () => nextAt,
  };
};

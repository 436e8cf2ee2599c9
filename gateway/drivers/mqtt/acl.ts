import { ownersByTopic } from "./acl-topics.ts";
import type { Credential } from "./credentials.ts";
import type { MqttPoint } from "./message.ts";
import { topicTable } from "./topics.ts";

/** What each device may say and hear, from the topics that the site file gives its points. */
export type Acl = {
  /** Ids of equipment and zones that have points on topics of their own. */
  readonly owners: ReadonlySet<string>;
  mayPublish(who: Credential, topic: string): boolean;
  maySubscribe(who: Credential, filter: string): boolean;
};

/**
 * Builds the rights. A device publishes on the topics of its owners' points and of their availability, and subscribes to
 * those on which they are told what to do; a service subscribes to anything. What else a credential needs it names itself.
 * Topics that begin with `$` are the broker's, and shared subscriptions would take messages away from others.
 */
export const aclOf = (points: readonly MqttPoint[]): Acl => {
  const said = topicTable(ownersByTopic(points), owners => new Set(owners));
  const heard = new Map<string, string[]>();
  for (const { point, source } of points)
    for (const filter of heardBy(source)) heard.set(point.owner, [...(heard.get(point.owner) ?? []), filter]);

  return {
    owners: new Set(points.map(({ point }) => point.owner)),
    mayPublish: ({ owners, topics }, topic) =>
      !topic.startsWith("$") &&
      (hasAny(said.find(topic), owners) || topics.some(filter => covers(filter, topic))),
    maySubscribe: ({ is, owners, topics }, filter) =>
      !filter.startsWith("$") &&
      (is === "service" ||
        topics.some(granted => covers(granted, filter)) ||
        owners.some(owner => heard.get(owner)?.some(granted => covers(granted, filter)) === true)),
  };
};

/** Where a device is told what to do. @see Sparkplug 3.0 §5.6 (NCMD, DCMD), §5.14 (STATE) */
const heardBy = ({ family, device, write }: MqttPoint["source"]): readonly string[] => {
  const own = write ? [write.topic] : [];
  if (family !== "sparkplug") return own;
  const [group, node] = (device ?? "").split("/");
  if (!group || !node) return own;
  return [...own, `spBv1.0/${group}/NCMD/${node}`, `spBv1.0/${group}/DCMD/${node}/#`, "spBv1.0/STATE/+"];
};

const hasAny = (found: ReadonlySet<string> | undefined, wanted: readonly string[]): boolean =>
  found !== undefined && wanted.some(owner => found.has(owner));

/** Whether every topic that is meant by the second filter is also meant by the first. */
export const covers = (wide: string, narrow: string): boolean => {
  const outer = wide.split("/");
  const inner = narrow.split("/");
  if ((outer[0] === "#" || outer[0] === "+") && narrow.startsWith("$")) return false;
  for (const [i, level] of outer.entries()) {
    if (level === "#") return true;
    const word = inner[i];
    if (word === undefined || word === "#" || (level !== "+" && level !== word)) return false;
  }
  return outer.length === inner.length;
};

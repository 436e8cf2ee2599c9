import { convert } from "../units/convert.ts";
import { keysAt, type PointDraft, suggestion } from "./building.ts";
import { digitForm, dlt645Items, usualItem } from "./dlt645-items.ts";
import type { OwnSource, PointSource } from "./model.ts";
import { nearest } from "./nearest.ts";
import type { Dlt645Source, HikvisionSource, PanelSource, ReceiverSource } from "./other-wires.ts";
import { pollEvery } from "./poll-every.ts";
import { receiverConcerns } from "./receiver-concerns.ts";

/** Wires beside MQTT and Modbus, as the blocks of points and their owners are called. */
export const OTHER_WIRES = ["dlt645", "hikvision", "panel", "receiver"] as const;
export type OtherWire = (typeof OTHER_WIRES)[number];

/** Keys of a point that belong to no wire but one of the two. */
const ELSEWHERE = [
  "topic",
  "path",
  "time",
  "time_form",
  "from",
  "modbus",
  "coil",
  "discrete",
  "holding",
  "input",
];

/** Which of the other wires a point comes over: the one that it names, or that of its owner where it names none at all. */
export const otherWireOf = ({ building, owner, path }: PointDraft): OtherWire | undefined => {
  const named = (keys: readonly string[]) => OTHER_WIRES.find(wire => keys.includes(wire));
  const written = keysAt(building.written, path);
  const own = named(written);
  if (own !== undefined || written.some(key => ELSEWHERE.includes(key))) return own;
  return named(keysAt(building.written, owner.path));
};

/** Where readings over one of the other wires come from; undefined when that cannot be told, which has been reported. */
export const otherSource = (draft: PointDraft, wire: OtherWire): PointSource | undefined => {
  const { building, path } = draft;
  const odd = keysAt(building.written, path).find(key => ELSEWHERE.includes(key));
  if (odd !== undefined) {
    const why = `"${odd}" is for another wire, but this point comes over ${wire}`;
    building.report({ code: "CFG402", path: [...path, odd], at: "key", why });
    return undefined;
  }
  switch (wire) {
    case "dlt645":
      return dlt645Source(draft);
    case "hikvision":
      return hikvisionSource(draft);
    case "panel":
      return panelSource(draft);
    case "receiver":
      return receiverSource(draft);
    default:
      return wire satisfies never;
  }
};

const dlt645Source = (draft: PointDraft): Dlt645Source | OwnSource | undefined => {
  const { building, owner, part, role, path, class: pointClass } = draft;
  const own = part.dlt645;
  const line = lineOf(draft, "dlt645", "line");
  const meter = own?.meter ?? owner.dlt645?.meter;
  const item = own?.item ?? usualItem(role);
  if (line === undefined) return undefined;
  if (meter === undefined && !isWritten(draft, "dlt645", "meter"))
    return incomplete(draft, "nothing says which meter it is", 'add meter: "000012345678" beside line');
  // Whether a meter answers is none of its data: the gateway itself knows it.
  if (role === "online" && own?.item === undefined)
    return meter === undefined ? undefined : { is: "own", of: `dlt645:${line}/${meter}` };
  if (item === undefined && !isSaid(draft, "dlt645", "item"))
    return incomplete(
      draft,
      "nothing says which of the meter's data it is",
      'add dlt645: { item: "02010100" }',
    );
  const known = item === undefined ? undefined : dlt645Items.get(item);
  const digits = own?.digits === undefined ? known?.digits : digitForm(own.digits);
  if (digits === undefined && item !== undefined && !isSaid(draft, "dlt645", "digits"))
    return incomplete(
      draft,
      `has the item ${item}, whose form nobody knows`,
      "add digits: XXXXXX.XX, and its unit",
    );
  if (meter === undefined || item === undefined || digits === undefined) return undefined;
  const factors = factorsOf(draft, known?.unit);
  if (pointClass.unit === undefined) {
    const why = `${pointClass.id} is words, but a meter has numbers`;
    building.report({ code: "CFG406", path, at: "value", why });
    return undefined;
  }
  const every = part.every ?? owner.dlt645?.every ?? pollEvery(pointClass);
  return factors && { is: "dlt645", line, meter, item, digits, ...factors, every };
};

const hikvisionSource = (draft: PointDraft): HikvisionSource | undefined => {
  const { building, owner, part, path, class: pointClass } = draft;
  const recorder = lineOf(draft, "hikvision", "line");
  if (recorder === undefined) return undefined;
  const channel = part.hikvision?.channel ?? owner.hikvision?.channel;
  if (pointClass.id === "nvr-online" || (pointClass.id === "camera-online" && channel === undefined))
    return { is: "hikvision", recorder, tells: "heard" };
  if (pointClass.id === "camera-online" && channel !== undefined)
    return { is: "hikvision", recorder, tells: { channel } };
  const why = `no event of a recorder says ${pointClass.id}`;
  building.report({ code: "CFG407", path, at: "value", why, help: "it can say nvr-online, camera-online" });
  return undefined;
};

/** What the printer of a fire alarm panel tells, by class. */
const PANEL_EVENTS: Readonly<Record<string, PanelSource["event"]>> = {
  "smoke-alarm": "fire",
  "fire-panel-alarm": "fire",
  "fire-panel-fault": "fault",
  "device-fault": "fault",
};

const panelSource = (draft: PointDraft): PanelSource | OwnSource | undefined => {
  const { building, owner, part, role, path, class: pointClass } = draft;
  const panel = lineOf(draft, "panel", "line");
  if (panel === undefined) return undefined;
  if (role === "online") return { is: "own", of: `panel:${panel}` };
  const event = PANEL_EVENTS[pointClass.id];
  if (event === undefined) {
    const why = `no line of a fire alarm panel says ${pointClass.id}`;
    const help = `it can say ${Object.keys(PANEL_EVENTS).join(", ")}: add class`;
    building.report({ code: "CFG407", path, at: "value", why, help });
    return undefined;
  }
  const [loop, device] = (part.panel?.device ?? owner.panel?.device ?? "").split("-").map(Number);
  return {
    is: "panel",
    panel,
    event,
    ...(loop !== undefined && device !== undefined && { at: { loop, device } }),
  };
};

const receiverSource = (draft: PointDraft): ReceiverSource | OwnSource | undefined => {
  const { building, owner, part, role, path, class: pointClass } = draft;
  const receiver = lineOf(draft, "receiver", "line");
  const account = part.receiver?.account ?? owner.receiver?.account;
  if (receiver === undefined) return undefined;
  if (account === undefined) {
    if (isWritten(draft, "receiver", "account")) return undefined;
    return incomplete(draft, "nothing says which panel it is", 'add account: "5001" beside line');
  }
  // Whether a panel is heard is no event of it: the gateway itself knows it.
  if (role === "online") return { is: "own", of: `receiver:${receiver}/${account}` };
  const concern = receiverConcerns[pointClass.id];
  if (concern === undefined) {
    const why = `no event of an intruder panel says ${pointClass.id}`;
    const help = `it can say ${Object.keys(receiverConcerns).join(", ")}`;
    building.report({ code: "CFG407", path, at: "value", why, help });
    return undefined;
  }
  const partition = part.receiver?.partition ?? owner.receiver?.partition;
  const zone = part.receiver?.zone ?? owner.receiver?.zone;
  return {
    is: "receiver",
    receiver,
    account,
    concern,
    ...(partition !== undefined && { partition }),
    ...(zone !== undefined && { zone }),
  };
};

/** The device's number in the class's unit: the unit is the file's, or the one that the item has. */
const factorsOf = (draft: PointDraft, unit: string | undefined) => {
  const { building, part, path, scale, offset, class: pointClass } = draft;
  if (part.unit !== undefined || unit === undefined || pointClass.unit === undefined)
    return { scale, offset };
  const conversion = convert(unit, pointClass.unit);
  if (conversion.is === "conversion")
    return { scale: scale * conversion.scale, offset: offset * conversion.scale + conversion.offset };
  building.report({ code: "CFG404", path, at: "value", why: conversion.why });
  return undefined;
};

/** The name under `sources.<wire>`; undefined when there is none, which has then been told. */
const lineOf = (draft: PointDraft, wire: OtherWire, key: "line"): string | undefined => {
  const { building, owner, part, path } = draft;
  const lines = keysAt(building.written, ["sources", wire]);
  const isOwn = keysAt(building.written, [...path, wire]).includes(key);
  const line = isOwn ? part[wire]?.[key] : owner[wire]?.[key];
  if (!isWritten(draft, wire, key))
    return incomplete(
      draft,
      `comes over ${wire}, but nothing says its ${key}`,
      `add ${wire}: { ${key}: … } to ${owner.id}`,
    );
  if (line === undefined || lines.includes(line)) return line;
  const at = [...(isOwn ? path : owner.path), wire, key];
  const help = suggestion(nearest(line, lines), lines, `name one under sources.${wire} first`);
  building.report({
    code: "CFG302",
    path: at,
    at: "value",
    why: `there is no ${key} "${line}" under sources.${wire}`,
    help,
  });
  return undefined;
};

/** Whether the point's own block says it, also where that does not fit. */
const isSaid = ({ building, path }: PointDraft, wire: OtherWire, key: string): boolean =>
  keysAt(building.written, [...path, wire]).includes(key);

/** Whether the file says it at the point, or its owner has a block, which is told by itself when it lacks something. */
const isWritten = (draft: PointDraft, wire: OtherWire, key: string): boolean =>
  isSaid(draft, wire, key) || keysAt(draft.building.written, draft.owner.path).includes(wire);

const incomplete = ({ building, path }: PointDraft, why: string, help: string): undefined => {
  building.report({ code: "CFG401", path, at: "value", why, help });
};

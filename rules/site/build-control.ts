import { type Millis, millis } from "../time/instant.ts";
import { amountIn, buildCheck } from "./build-check.ts";
import { type Building, type PointPart, suggestion } from "./building.ts";
import type { Control, ControlPlan, Proof } from "./control-plan.ts";
import type { Equipment, Point, PointSource } from "./model.ts";
import { nearest } from "./nearest.ts";
import { neverSwitched } from "./never-switched.ts";
import { sharesRegisters } from "./shares-registers.ts";
import type { Path } from "./yaml-source.ts";

type Owners = { readonly equipment: readonly Equipment[]; readonly points: readonly Point[] };
type Part = NonNullable<PointPart["control"]>;
type Draft = {
  readonly building: Building;
  readonly part: Part;
  readonly point: Point;
  readonly points: ReadonlyMap<string, Point>;
  readonly path: Path;
};

/** What of the hall may be switched from here; undefined where the file says nothing of it. What is wrong has been told. */
export const buildControls = (building: Building, { equipment, points }: Owners): ControlPlan | undefined => {
  const { tree } = building;
  const byId = new Map(points.map(point => [point.id, point]));
  const controls: Record<string, Control> = {};
  for (const place of ["zones", "equipment"] as const)
    for (const [id, thing] of Object.entries(tree[place] ?? {}))
      for (const [role, said] of Object.entries<PointPart | undefined>(thing?.points ?? {})) {
        const point = byId.get(`${id}.${role}`);
        if (said?.control === undefined || point === undefined) continue;
        const path = [place, id, "points", role, "control"];
        const owner = place === "zones" ? undefined : equipment.find(each => each.id === id);
        const draft = { building, part: said.control, point, points: byId, path };
        const control = isSwitchable(draft, owner) ? buildControl(draft) : undefined;
        if (control) controls[point.id] = control;
      }
  const automations = buildAutomations(building);
  if (tree.controls === undefined && Object.keys(controls).length === 0) return undefined;
  return { isEnabled: tree.controls?.enabled ?? false, automations, controls };
};

const isSwitchable = ({ building, point, path }: Draft, owner: Equipment | undefined): boolean => {
  const why = neverSwitched(point, owner);
  if (why === null) return true;
  const isUnwritten = neverSwitched(written(point), owner) === null;
  building.report({
    code: isUnwritten ? "CFG432" : "CFG431",
    path,
    at: "key",
    why,
    help: isUnwritten
      ? "add write: { code: 5 } for a coil, write: { topic: … } over MQTT"
      : "leave control out",
  });
  return false;
};

/** The point as if it said how it is written. */
const written = ({ class: pointClass, source }: Point): Pick<Point, "class" | "source"> => ({
  class: pointClass,
  source:
    source.is === "mqtt"
      ? { ...source, write: { topic: "" } }
      : source.is === "modbus"
        ? { ...source, write: { code: 6 } }
        : source,
});

const buildControl = (draft: Draft): Control | undefined => {
  const { building, part, point, points, path } = draft;
  const allow = allowOf(draft);
  const interlocks = (part.only_if ?? []).map((check, index) =>
    buildCheck(building, check, points, [...path, "only_if", index]),
  );
  const proofs = proofsOf(draft);
  const { rate, roles } = part;
  if (allow && proofs) tellUnproved(draft, allow, proofs);
  if (!allow || !proofs || !rate || !roles || interlocks.some(each => each === undefined)) return undefined;
  return {
    point: point.index,
    target: point.owner,
    allow,
    rate: { count: rate.count ?? 1, within: millis(rate.within ?? 0) },
    roles,
    interlocks: interlocks.filter(each => each !== undefined),
    proofs,
    tries: part.tries ?? 2,
  };
};

const allowOf = ({
  building: { report },
  part: { allow },
  point,
  path,
}: Draft): Control["allow"] | undefined => {
  if (allow === undefined) return undefined;
  const at = [...path, "allow"];
  const tell = (why: string, help: string, item: readonly (string | number)[] = []): undefined => {
    report({ code: "CFG434", path: [...at, ...item], at: "value", why, help });
  };
  const { words } = point.class;
  if (Array.isArray(allow)) {
    const said: readonly (string | number)[] = allow;
    if (words === undefined) return tell(`${point.class.id} is a number`, "write { from: …, to: … }");
    const odd = said.findIndex(word => !words.includes(String(word)));
    const word = String(said[odd]);
    if (odd >= 0)
      return tell(`${point.class.id} has no word "${word}"`, suggestion(nearest(word, words), words, ""), [
        odd,
      ]);
    return { is: "words", words: said.map(each => words.indexOf(String(each))) };
  }
  const { from, to } = allow as { readonly from?: string | number; readonly to?: string | number };
  if (words !== undefined) return tell(`${point.class.id} is words`, `write a list of ${words.join(", ")}`);
  if (from === undefined || to === undefined) return undefined;
  const [low, high] = [amountIn(from, point), amountIn(to, point)];
  if (typeof low !== "number") return tell(low.why, low.help, ["from"]);
  if (typeof high !== "number") return tell(high.why, high.help, ["to"]);
  return low < high
    ? { is: "range", low, high }
    : tell(`${from} is not below ${to}`, "a range has a lowest and a highest value");
};

const proofsOf = (draft: Draft): readonly Proof[] | undefined => {
  const { building, part, point, points, path } = draft;
  const said = Object.entries(part.proof ?? {});
  const proofs = said.map(([word, proof]): Proof | undefined => {
    const at = [...path, "proof", word];
    const of = word === "any" ? null : (point.class.words?.indexOf(word) ?? -1);
    if (of === -1) {
      const known = [...(point.class.words ?? []), "any"];
      const help = suggestion(nearest(word, known), known, "");
      building.report({
        code: "CFG434",
        path: at,
        at: "key",
        why: `${point.class.id} has no word "${word}"`,
        help,
      });
      return undefined;
    }
    const check = proof && buildCheck(building, proof, points, at);
    if (!check || proof.within === undefined) return undefined;
    const other = [...points.values()].find(({ index }) => index === check.point);
    if (other && isOwnWord(point, other)) {
      building.report({
        code: "CFG437",
        path: [...at, "point"],
        at: "value",
        why: `${other.id} is the device's own word: it only repeats what it was told`,
        help: "name a point that is measured elsewhere: the power of the circuit",
      });
      return undefined;
    }
    return { of, check, within: proof.within as Millis };
  });
  return proofs.some(each => each === undefined) ? undefined : proofs.filter(each => each !== undefined);
};

/** Whether two points are one, or are read from one place. */
const isOwnWord = ({ index, source }: Point, proof: Point): boolean => {
  if (index === proof.index) return true;
  const told = proof.source;
  if (source.is === "modbus") return told.is === "modbus" && sharesRegisters(source, told);
  return told.is !== "modbus" && placesOf(source).some(place => placesOf(told).includes(place));
};

const placesOf = (source: Exclude<PointSource, { is: "modbus" }>): readonly string[] => {
  switch (source.is) {
    case "own":
      return [];
    case "hikvision":
      return [`${source.recorder} ${source.tells === "heard" ? "" : source.tells.channel}`];
    case "panel":
      return [`${source.panel} ${source.event}`];
    case "receiver":
      return [`${source.receiver}/${source.account} ${source.concern}`];
    case "dlt645":
      return [`${source.line}/${source.meter} ${source.item}`];
    case "mqtt":
      return [
        `${source.topic} ${source.path.join("/")}`,
        ...(source.write ? [`${source.write.topic} `] : []),
      ];
    default:
      return source satisfies never;
  }
};

const tellUnproved = (
  { building, point, path }: Draft,
  allow: Control["allow"],
  proofs: readonly Proof[],
): void => {
  if (proofs.some(({ of }) => of === null)) return;
  const open =
    allow.is === "range" ? [null] : allow.words.filter(word => !proofs.some(({ of }) => of === word));
  for (const word of open) {
    const name = word === null ? "any" : (point.class.words?.[word] ?? "");
    const why = word === null ? "nothing proves that it worked" : `nothing proves that it is ${name}`;
    const help = `add ${name}: { point: …, below: 20 W, within: 60 s }`;
    building.report({ code: "CFG436", path: [...path, "proof"], at: "key", why, help });
  }
};

const buildAutomations = ({ tree, report }: Building): ControlPlan["automations"] =>
  (tree.controls?.automations ?? []).flatMap(({ rule, approved_by, on }, index) => {
    const people = (tree.people ?? []).map(({ id }) => id);
    if (people.includes(approved_by)) return [{ rule, approvedBy: approved_by, on }];
    report({
      code: "CFG430",
      path: ["controls", "automations", index, "approved_by"],
      at: "value",
      why: `there is nobody "${approved_by}"`,
      help: suggestion(nearest(approved_by, people), people, "name people first"),
    });
    return [];
  });

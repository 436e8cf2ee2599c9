import type { Binding, Collection, Member, Scope, Unbound } from "../language/scope.ts";
import type { Settings } from "../language/settings.ts";
import { TIME_OF_DAY } from "../language/unit-words.ts";
import { kindNames, kindOfAlias, kindOfPlural } from "../site/kind-names.ts";
import type { Equipment, EquipmentKind, Site, Zone } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { fieldNames, fieldOf, type Owner } from "./fields.ts";
import type { SlotPlan } from "./slot-plan.ts";
import { equipmentTarget, type Target, zoneTarget } from "./targets.ts";

/** What names stand for around a target; slots are the hall's own. */
export type Around = Pick<Scope, "lookup" | "collection">;

type Found = Binding | Unbound;

/** What every name of a condition stands for around one target or another of a hall. */
export class Names {
  readonly #site: Site;
  readonly #plan: SlotPlan;
  readonly #settings: Settings;
  readonly #zones: ReadonlyMap<string, Zone>;
  readonly #parts: ReadonlyMap<string | undefined, readonly Zone[]>;
  readonly #things: ReadonlyMap<string, Equipment>;
  readonly #byKind: ReadonlyMap<EquipmentKind, readonly Equipment[]>;
  readonly #byZone: ReadonlyMap<string, readonly Equipment[]>;

  constructor(site: Site, plan: SlotPlan, settings: Settings) {
    this.#site = site;
    this.#plan = plan;
    this.#settings = settings;
    this.#zones = new Map(site.zones.map(zone => [zone.id, zone]));
    this.#parts = Map.groupBy(site.zones, ({ within }) => within);
    this.#things = new Map(site.equipment.map(thing => [thing.id, thing]));
    this.#byKind = Map.groupBy(site.equipment, ({ kind }) => kind);
    this.#byZone = Map.groupBy(site.equipment, ({ zone }) => zone);
  }

  around(target: Target): Around {
    return {
      lookup: name => this.#lookup(target, name),
      collection: name => this.#collection(target, name),
    };
  }

  #lookup(target: Target, name: string): Found {
    const dot = name.indexOf(".");
    if (dot < 0) return this.#plain(target, name);
    const owner = this.#owner(target, name.slice(0, dot));
    return "is" in owner ? owner : fieldOf(owner, name.slice(dot + 1), this.#plan);
  }

  #plain(target: Target, name: string): Found {
    const setting = this.#settings.get(name);
    if (setting !== undefined) {
      const { value, unit } = setting;
      return {
        is: "constant",
        value,
        type: unit === TIME_OF_DAY ? { is: "time-of-day" } : { is: "number", unit },
      };
    }
    if (name === "today" || name === "monday")
      return { is: "slot", slot: this.#plan[name], type: { is: "date" }, id: name, isPoint: false };
    return this.#unknown(target, name);
  }

  /** Whose role or attribute a dotted name asks for. */
  #owner(target: Target, word: string): Owner | Unbound {
    const own = target.kind === "hall" ? "hall" : kindNames[target.kind].alias;
    if (word === own) return this.#self(target);
    if (word === "zone" || word === "room") return this.#zone(target, word);
    if (word === "camera") return this.#camera(target);
    if (word === "outdoor") return this.#single("weather-station", word);
    const kind = kindOfAlias.get(word);
    if (kind === undefined || kind === "zone") return this.#unknown(target, word);
    if (kindNames[kind].isSingle) return this.#single(kind, word);
    const { plural } = kindNames[kind];
    const message = `"${word}" is no name here: the rule is judged for each ${target.kind}`;
    return { is: "wrong", message, help: `${plural} are all of the hall, zone.${plural} those of the zone` };
  }

  #self(target: Target): Owner | Unbound {
    if (target.equipment) return ownerOf(target.equipment);
    if (target.kind === "zone") return this.#zone(target, "zone");
    return {
      is: "wrong",
      message: "the hall itself has no points",
      help: "name a collection (doors) or a thing that a hall has one of (uplink.link)",
    };
  }

  #zone({ kind, zone: id }: Target, word: "zone" | "room"): Owner | Unbound {
    const zone = this.#zones.get(id);
    if (!zone)
      return kind === "hall"
        ? {
            is: "wrong",
            message: `a rule for the hall has no ${word}`,
            help: "go through zones: zones.exists(z, …)",
          }
        : { is: "missing", message: `there is no zone ${id}` };
    return zoneOwner((word === "room" && zone.within !== undefined && this.#zones.get(zone.within)) || zone);
  }

  #camera({ id, kind, equipment }: Target): Owner | Unbound {
    const camera = equipment?.camera === undefined ? undefined : this.#things.get(equipment.camera);
    return camera
      ? ownerOf(camera)
      : { is: "missing", message: `no camera is named that sees ${kind} ${id}` };
  }

  #single(kind: EquipmentKind, word: string): Owner | Unbound {
    const [first, second] = this.#byKind.get(kind) ?? [];
    if (!first) return { is: "missing", message: `the hall has no ${kind}` };
    const { plural } = kindNames[kind];
    if (!second || plural === null) return ownerOf(first);
    return { is: "missing", message: `the hall has several of ${word}; a rule must go through ${plural}` };
  }

  #collection(target: Target, name: string): Collection | Unbound | null {
    const [scope, plural] = name.includes(".") ? name.split(".", 2) : [null, name];
    if (scope === null && plural === "zones")
      return this.#members("zone", this.#site.zones.map(zoneTarget), "the hall");
    const kind = kindOfPlural.get(plural ?? "");
    if (kind === undefined || kind === "zone") return null;
    if (scope === null)
      return this.#members(kind, (this.#byKind.get(kind) ?? []).map(equipmentTarget), "the hall");
    if (scope !== "zone" && scope !== "room") return null;
    const owner = this.#zone(target, scope);
    return "is" in owner ? owner : this.#inZone(owner.id, kind);
  }

  /** The things of a kind in a zone, those in its parts included. */
  #inZone(id: string, kind: EquipmentKind): Collection {
    const zones = [id, ...(this.#parts.get(id) ?? []).map(part => part.id)];
    const things = zones.flatMap(zone => this.#byZone.get(zone) ?? []).filter(thing => thing.kind === kind);
    return this.#members(kind, things.map(equipmentTarget), `zone ${id}`);
  }

  #members(kind: EquipmentKind | "zone", targets: readonly Target[], where: string): Collection {
    return {
      is: "collection",
      lack: `${where} has no ${kind}`,
      members: targets.map(each => this.#member(each)),
    };
  }

  /** A loop variable stands for its member: `d.contact` is the member's `contact`, `d.zone.occupancy` its zone's. */
  #member(target: Target): Member {
    const { alias } = kindNames[target.kind as EquipmentKind | "zone"];
    return {
      id: target.id,
      lookup: name => this.#lookup(target, name.includes(".") ? name : `${alias}.${name}`),
      collection: name => (target.kind === "zone" ? this.#collection(target, `zone.${name}`) : null),
    };
  }

  #unknown(target: Target, name: string): Unbound {
    const near = nearest(name, this.#namesAround(target));
    const help = near === null ? "" : `did you mean "${near}"?`;
    return { is: "wrong", message: `unknown name "${name}"`, help };
  }

  #namesAround({ kind }: Target): readonly string[] {
    const dotted = (owner: string, of: EquipmentKind | "zone") =>
      fieldNames(of).map(field => `${owner}.${field}`);
    const singles = Object.entries(kindNames).filter(([, { isSingle }]) => isSingle);
    const plurals = [...kindOfPlural.keys()];
    return [
      ...(kind === "hall" ? [] : dotted(kindNames[kind].alias, kind)),
      ...(kind === "hall"
        ? []
        : [...dotted("zone", "zone"), ...dotted("room", "zone"), ...dotted("camera", "camera")]),
      ...dotted("outdoor", "weather-station"),
      ...singles.flatMap(([single, { alias }]) => dotted(alias, single as EquipmentKind)),
      ...plurals,
      ...(kind === "hall" ? [] : plurals.flatMap(plural => [`zone.${plural}`, `room.${plural}`])),
      ...this.#settings.keys(),
      "today",
      "monday",
    ];
  }
}

const ownerOf = (thing: Equipment): Owner => ({
  kind: thing.kind,
  id: thing.id,
  points: thing.points,
  tags: thing.tags,
  thing,
});

const zoneOwner = ({ id, points, tags }: Zone): Owner => ({ kind: "zone", id, points, tags });

import { coverage } from "#rules/engine/coverage.ts";
import type { ServiceCommand } from "#rules/engine/input.ts";
import type { Service } from "#rules/engine/services.ts";
import type { Site, Words } from "#rules/site/model.ts";
import { instant, toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { Clock } from "../ports/clock.ts";
import type { PutBack, TakeOut, WireService } from "../wire/service.ts";
import type { Desk } from "./desk.ts";
import type { LiveEngine } from "./live-engine.ts";

export type ServiceDeskParts = {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly desk: Desk;
  readonly clock: Clock;
};

/** Where people take things out of service and put them back. */
export class ServiceDesk {
  readonly #parts: ServiceDeskParts;

  constructor(parts: ServiceDeskParts) {
    this.#parts = parts;
  }

  list(): readonly WireService[] {
    const { site, engine } = this.#parts;
    return engine.current.services().map(service => wireService(site, service));
  }

  takeOut({
    by,
    id,
    target,
    order,
    until,
    compensation,
    second,
  }: Omit<TakeOut, "secondSecret">): Promise<Commanded<WireService>> {
    const command: ServiceCommand = {
      is: "take-out",
      ...this.#who(target, by),
      order,
      until: instant(Date.parse(until)),
      compensation,
      ...(second !== undefined && { second }),
    };
    const found = () => this.list().find(service => service.target === target) ?? null;
    return this.#put(command, id, "taken out of service", found);
  }

  putBack(target: string, { by, id }: PutBack): Promise<Commanded<readonly WireService[]>> {
    const command: ServiceCommand = { is: "put-back", ...this.#who(target, by) };
    return this.#put(command, id, "put back into service", () => this.list());
  }

  #who(target: string, by: string): Pick<ServiceCommand, "target" | "by" | "at"> {
    return { target, by, at: this.#parts.clock.now() };
  }

  async #put<T>(
    command: ServiceCommand,
    id: string | undefined,
    done: string,
    answer: () => T | null,
  ): Promise<Commanded<T>> {
    const { site, desk } = this.#parts;
    if (coverage(site, command.target) === null) return { is: "unknown" };
    return desk.put({ command, id, done, answer: async () => answer() });
  }
}

/** Something that is out of service, as the API tells it. */
export const wireService = (site: Site, { target, outOfService }: Service): WireService => ({
  target,
  name: nameOfTarget(site, target),
  order: outOfService.order,
  by: outOfService.by,
  second: outOfService.second ?? null,
  compensation: outOfService.compensation,
  at: toIso(outOfService.at),
  until: toIso(outOfService.until),
});

/** A source has no name but its own. */
const nameOfTarget = ({ equipment, zones }: Site, target: string): Words => {
  const found = equipment.find(({ id }) => id === target) ?? zones.find(({ id }) => id === target);
  return found?.name ?? { zh: target, en: target };
};

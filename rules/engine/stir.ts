import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { eachUser } from "./uses.ts";

/** The value in a slot changed: feeds the functions over time that measure it, and stirs the rules that read any of it. */
export const stir = (core: Core, slot: number, at: Instant): void => {
  eachUser(core.fed, slot, measure => stirMeasure(core, measure, at));
  stirReaders(core, slot);
};

/** Puts a value that is no point's into its slot. */
export const setSlot = (core: Core, slot: number, value: number, at: Instant): void => {
  if (Object.is(core.signals.known(slot), value)) return;
  core.signals.know(slot, value);
  stir(core, slot, at);
};

/** The input of a function over time changed. */
export const stirMeasure = (core: Core, measure: number, at: Instant): void => {
  if (core.measures.take(measure, at)) stirMeasured(core, measure);
  queueMeasure(core, measure);
};

/** The value of a function over time changed. */
export const stirMeasured = (core: Core, measure: number): void => {
  for (const slot of core.measures.slots(measure)) stirReaders(core, slot);
};

/** Puts the moment on the agenda at which a function over time is to be looked at again. */
export const queueMeasure = ({ measures, agenda, things }: Core, measure: number): void =>
  agenda.add(things.measures + measure, measures.wakeAt(measure));

const stirReaders = ({ watches, stirred }: Core, slot: number): void =>
  eachUser(watches.uses, slot, watch => stirred.add(watch));

import type { Alert } from "#rules/alert/alert.ts";
import { mayShelve } from "#rules/alert/may.ts";
import { shelve } from "#rules/alert/put-aside.ts";
import { classOf } from "#rules/language/classes.ts";
import type { Site } from "#rules/site/model.ts";
import { between, type Instant, toIso } from "#rules/time/instant.ts";
import type { Hall } from "../config/load-hall.ts";
import type { AlertDesk, Done, RunningShelf } from "../http/alertmanager/desk.ts";
import { keyOf } from "../http/alertmanager/labels.ts";
import type { AlertAsked } from "../http/api.ts";
import type { Commanded } from "../http/commanded.ts";
import type { RuleLook, RulesDesk, TargetLook } from "../http/prometheus/desk.ts";
import type { WireAlert } from "../wire/alert.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { OpenAlerts } from "./open-alerts.ts";
import type { ShelfStory } from "./shelf-story.ts";
import { wireAlert } from "./wire-shapes.ts";

export type GrafanaDeskParts = {
  readonly site: Site;
  /** The hall with the rules that are in force now. */
  readonly hall: () => Hall;
  readonly engine: LiveEngine;
  readonly alerts: OpenAlerts;
  readonly shelves: ShelfStory;
  readonly now: () => Instant;
  readonly startedAt: Instant;
  readonly version: string;
  /** The way in that the console has too. */
  readonly command: (id: string, asked: AlertAsked) => Promise<Commanded<WireAlert>>;
};

/** Alerts, shelves and rules for Grafana, over the running parts. What it asks for goes the way of the console. */
export const grafanaDesk = (parts: GrafanaDeskParts): AlertDesk & RulesDesk => {
  const { site, alerts, shelves, now, startedAt, version } = parts;
  const ask = async (id: string, asked: AlertAsked): Promise<Done> => doneOf(await parts.command(id, asked));
  return {
    site: site.id,
    link: site.notify.link ?? null,
    people: site.people.map(({ id, name }) => ({ id, name })),
    version,
    now,
    startedAt: () => startedAt,
    open: () => alerts.list().map(alert => wireAlert(alert, parts.hall().catalogue)),
    shelves: () => running(parts),
    ended: since => shelves.ended(since, now()),
    mayNotShelve: async (id, by, until) => {
      const alert = alerts.list().find(each => each.id === id);
      return alert ? mayNot(site, alert, { by, until, at: now() }) : "it was closed meanwhile";
    },
    shelve: (id, { by, until, reason }) =>
      ask(id, { is: "shelve", by, shelf: "timed", until: toIso(until), reason }),
    unshelve: (id, by) => ask(id, { is: "unshelve", by }),
    rules: () => rulesOf(parts),
  };
};

const doneOf = (result: Commanded<WireAlert>): Done => {
  switch (result.is) {
    case "done":
      return { is: "done" };
    case "refused":
      return { is: "refused", why: result.why };
    case "unknown":
      return { is: "refused", why: "there is no such alert any more" };
    case "unrecorded":
      return { is: "unrecorded", why: `it ${result.why}` };
  }
};

type Asked = { readonly by: string; readonly until: Instant; readonly at: Instant };

const mayNot = (site: Site, alert: Alert, { by, until, at }: Asked): string | null => {
  const person = site.people.find(({ id, name }) => id === by || name === by);
  const forbidden = mayShelve(person?.roles ?? null, alert, between(at, until));
  if (forbidden) return forbidden.why;
  // One that is put aside already is taken from its shelf first.
  const shelf = { is: "timed", by, reason: "asked", at, until } as const;
  const foreseen = shelve({ ...alert, shelf: null }, shelf);
  return "why" in foreseen ? foreseen.why : null;
};

/** What is put aside: as recorded where there is an alert, else as the engine keeps it for the next one. */
const running = ({ alerts, engine, now }: GrafanaDeskParts): readonly RunningShelf[] => {
  const open = alerts.list();
  const keys = new Set(open.map(keyOf));
  const kept = [...engine.current.shelves()].flatMap(([key, shelf]) => {
    const slash = key.indexOf("/");
    const [fact, target] = [key.slice(0, slash), key.slice(slash + 1)];
    return keys.has(key) || shelf.until <= now() ? [] : [{ fact, target, shelf }];
  });
  const recorded = open.flatMap(({ fact, target, shelf }) => (shelf ? [{ fact, target, shelf }] : []));
  return [...recorded, ...kept].map(({ fact, target, shelf }) => ({
    fact,
    target,
    shelf: { ...shelf, at: toIso(shelf.at), until: toIso(shelf.until) },
  }));
};

const rulesOf = ({ engine, hall }: GrafanaDeskParts): readonly RuleLook[] => {
  const looks = Map.groupBy(engine.current.looks(), ({ instance }) => instance.rule.id);
  const lacking = Map.groupBy(engine.current.lacking(), ({ rule }) => rule.id);
  return hall().packs.flatMap(pack =>
    pack.rules.flatMap(({ id }): RuleLook[] => {
      const targets = looks.get(id) ?? [];
      const lacks = lacking.get(id) ?? [];
      const rule = targets[0]?.instance.rule ?? lacks[0]?.rule;
      if (!rule) return [];
      return [
        {
          pack: pack.name,
          class: classOf(rule),
          rule,
          targets: targets.map(
            ({ instance: { target }, look }): TargetLook => ({
              target: target.id,
              targetName: target.name,
              zone: target.zone,
              look,
            }),
          ),
          lacking: lacks,
        },
      ];
    }),
  );
};

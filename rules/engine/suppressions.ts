import type { Alert, Suppression } from "../alert/alert.ts";
import type { SettledSuppressing } from "../language/settings.ts";
import type { Site } from "../site/model.ts";
import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import { isLine, lineAbove } from "./lines.ts";
import { Moments } from "./moments.ts";
import { BLIND } from "./source-finder.ts";
import { spanKey } from "./spans.ts";
import type { Memo } from "./state.ts";
import { type TellsOf, toldOf } from "./told-of.ts";
import { type Explained, isInRoomOf, isOfKinds, whereaboutsIn } from "./whereabouts.ts";

const KEY = "release/";

/**
 * What a dead line explains: its sources, which then have the usual time to be heard again. In the same way a source that
 * cannot be read explains that what stands for it in the hall is offline.
 */
export const LINE = { id: "line", settle: BLIND.length } as const;

/** What an alert is explained by. */
type Cause = Omit<Suppression, "at">;

/** Which open alerts explain others, by the suppressions of the packs; and when what they explained is told after all. */
export class Suppressions {
  /** When alerts whose cause is over are told, if they still hold: by `<fact>/<target>`. */
  readonly due = new Moments();
  readonly #rules: readonly SettledSuppressing[];
  readonly #about: ReturnType<typeof whereaboutsIn>;
  readonly #causing: ReadonlySet<string>;
  readonly #told: TellsOf;
  /** Open alerts that explain others now, by id. */
  readonly #causes = new Map<string, Alert>();
  readonly #at = new Map<string, Instant>();

  /** @param blindOn  indices of the points of a line that cannot be read now: what is wrong with it */
  constructor(
    site: Site,
    rules: readonly SettledSuppressing[],
    blindOn: (line: string) => readonly number[],
  ) {
    this.#rules = rules;
    this.#about = whereaboutsIn(site, blindOn);
    this.#causing = new Set(rules.map(({ cause }) => cause));
    this.#told = toldOf(site);
  }

  /** Notes how an alert is now. Says whether it has begun or ceased to explain others. */
  note(alert: Alert): boolean {
    const isOfSource = alert.fact === "blind" && (isLine(alert.target) || this.#told.isTold(alert.target));
    if (!isOfSource && !this.#causing.has(alert.fact)) return false;
    const isOpen = alert.closedAt === null && alert.condition !== "clear";
    // What is out of service is not believed, so it explains nothing.
    const isCause = isOpen && alert.outOfService === null;
    const before = this.#causes.has(alert.id);
    if (isCause) this.#causes.set(alert.id, alert);
    else this.#causes.delete(alert.id);
    return before !== isCause;
  }

  /**
   * What explains an alert, or something that is about to become one: of several what was there first; null: nothing. Life safety is never explained away,
   * and nothing by what it explains itself.
   *
   * @param id  of the alert; absent: there is none yet
   */
  cause(explained: Explained, id?: string): Cause | null {
    if (explained.class === "life-safety") return null;
    let first: { readonly rule: string; readonly alert: Alert } | null = null;
    for (const alert of this.#causes.values()) {
      if (first !== null && !isBefore(alert, first.alert)) continue;
      const rule = this.#ruleFor(explained, alert);
      if (rule !== null && (id === undefined || !this.#follows(alert, id))) first = { rule, alert };
    }
    return first && { rule: first.rule, cause: first.alert.id };
  }

  /** How long what a rule explains has to be over when its cause is; no time where the rule is no more. */
  settle(rule: string): Millis {
    if (rule === LINE.id) return LINE.settle;
    return this.#rules.find(({ id }) => id === rule)?.settle ?? millis(0);
  }

  /** Sets when an alert is told after all; null: it is explained, or is not suppressed any more. What must be kept of that. */
  set(alert: Pick<Alert, "fact" | "target">, at: Instant | null): Memo | null {
    const key = spanKey(alert);
    if ((this.#at.get(key) ?? null) === at) return null;
    this.due.set(key, at);
    if (at === null) this.#at.delete(key);
    else this.#at.set(key, at);
    return { key: KEY + key, value: at };
  }

  /** When an alert is told after all; null: not. */
  dueAt(alert: Pick<Alert, "fact" | "target">): Instant | null {
    return this.#at.get(spanKey(alert)) ?? null;
  }

  /** The hall's clock was moved: whatever has a minute left still has. */
  move(by: Millis): Memo[] {
    for (const [key, at] of this.#at) {
      this.#at.set(key, after(at, by));
      this.due.set(key, after(at, by));
    }
    return this.memos();
  }

  memos(): Memo[] {
    return Array.from(this.#at, ([key, value]) => ({ key: KEY + key, value }));
  }

  /** @param alerts  the open ones */
  restore(alerts: readonly Alert[], memos: readonly Memo[]): void {
    for (const alert of alerts) this.note(alert);
    for (const { key, value } of memos) {
      if (!key.startsWith(KEY) || typeof value !== "number") continue;
      this.#at.set(key.slice(KEY.length), value as Instant);
      this.due.set(key.slice(KEY.length), value);
    }
  }

  #ruleFor(explained: Explained, cause: Alert): string | null {
    const { fact, target } = explained;
    if (fact === cause.fact && target === cause.target) return null;
    const isSystem = explained.class === "system" && cause.fact === "blind";
    if (isSystem && this.#told.tells(target, cause.target)) return LINE.id;
    if (fact === "blind" && cause.fact === "blind" && lineAbove(target) === cause.target) return LINE.id;
    const thing = this.#about(target);
    const rule = this.#rules.find(({ cause: by, within, facts, kinds }) => {
      if (by !== cause.fact || !(facts.includes(fact) || isOfKinds(thing, kinds))) return false;
      if (within === "line") return this.#told.hangsOn(target, cause.target);
      return within === "hall" || isInRoomOf(thing, this.#about(cause.target));
    });
    return rule?.id ?? null;
  }

  /** Whether a cause is itself explained, in one step or several, by the alert. */
  #follows(cause: Alert, id: string): boolean {
    let last: Alert | undefined = cause;
    for (const seen = new Set<string>(); last && !seen.has(last.id); ) {
      if (last.id === id) return true;
      seen.add(last.id);
      last = last.suppression ? this.#causes.get(last.suppression.cause) : undefined;
    }
    return false;
  }
}

const isBefore = (one: Alert, other: Alert): boolean =>
  one.openedAt < other.openedAt || (one.openedAt === other.openedAt && one.id < other.id);

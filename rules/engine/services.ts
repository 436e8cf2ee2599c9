import type { Alert, OutOfService } from "../alert/alert.ts";
import type { Site } from "../site/model.ts";
import { after, hours, type Instant, type Millis } from "../time/instant.ts";
import { coverage } from "./coverage.ts";
import type { Memo } from "./state.ts";

const KEY = "service/";
/** People are reminded this often of life safety that is out of service. */
export const REMIND_EVERY = hours(1);

/** Something that is out of service. */
export type Service = {
  readonly target: string;
  readonly outOfService: OutOfService;
  /** When people are reminded of it; null: it is no matter of life safety. */
  readonly remindAt: Instant | null;
};

type Kept = { readonly service: Service; readonly covers: ReadonlySet<string> };

/** What is out of service in a hall, until when, and what goes with it. */
export class Services {
  readonly #site: Site;
  readonly #services = new Map<string, Kept>();

  constructor(site: Site) {
    this.#site = site;
  }

  list(): readonly Service[] {
    return Array.from(this.#services.values(), ({ service }) => service);
  }

  of(target: string): Service | undefined {
    return this.#services.get(target)?.service;
  }

  /** What covers an alert's target at a moment; of several, what lasts longest. */
  covering({ target }: Pick<Alert, "target">, at: Instant): OutOfService | null {
    const covering = [...this.#services.values()]
      .filter(({ covers, service: { outOfService } }) => covers.has(target) && outOfService.at <= at)
      .map(({ service }) => service.outOfService);
    return covering.toSorted((a, b) => b.until - a.until)[0] ?? null;
  }

  /** What goes with a target that is out of service. */
  covers(target: string): ReadonlySet<string> {
    return this.#services.get(target)?.covers ?? new Set();
  }

  put(service: Service): Memo {
    const covers = coverage(this.#site, service.target) ?? new Set([service.target]);
    this.#services.set(service.target, { service, covers });
    return memoOf(service);
  }

  end(target: string): Memo {
    this.#services.delete(target);
    return { key: KEY + target, value: null };
  }

  move(by: Millis): Memo[] {
    return this.list().map(({ target, outOfService, remindAt }) =>
      this.put({
        target,
        outOfService: movedService(outOfService, by),
        remindAt: remindAt === null ? null : after(remindAt, by),
      }),
    );
  }

  memos(): Memo[] {
    return this.list().map(memoOf);
  }

  restore(memos: readonly Memo[]): void {
    for (const { key, value } of memos) if (key.startsWith(KEY)) this.put(value as Service);
  }
}

export const movedService = (outOfService: OutOfService, by: Millis): OutOfService => ({
  ...outOfService,
  at: after(outOfService.at, by),
  until: after(outOfService.until, by),
});

const memoOf = (service: Service): Memo => ({ key: KEY + service.target, value: service });

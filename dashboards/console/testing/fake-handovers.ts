import type { WireHall } from "#gateway/wire/hall.ts";
import * as wire from "#gateway/wire/handover.ts";
import { BRIDGES } from "#rules/handover/rights.ts";
import type { Role } from "#rules/site/model.ts";
import type { Answer } from "./fake-accounts.ts";
import { personOf } from "./fake-rounds.ts";

const MINUTE_MS = 60_000;

type World = { readonly hall: WireHall; readonly now: number };

/** What is handed over in the fake hall. It refuses what the rules refuse, as far as the console's tests need it. */
export class FakeHandovers {
  readonly handovers: wire.WireHandover[] = [];
  /** Who has a post by the roster, by post. */
  readonly holders = new Map<string, string>();

  reset(): void {
    this.handovers.length = 0;
    this.holders.clear();
  }

  list({ hall, now }: World): wire.WireHandoverList {
    return {
      handovers: this.handovers.toSorted((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt)),
      responsible: [...this.holders].map(([post, holder]) => {
        const { id, name } = personOf(hall, holder);
        const found = this.handovers.findLast(each => each.post === post && each.state !== "open");
        const since = found?.endedAt ?? iso(now - 60 * MINUTE_MS);
        return { post, person: id, name, since, handover: found?.id ?? null };
      }),
      at: iso(now),
    };
  }

  one(id: string): wire.WireHandover | undefined {
    return this.handovers.find(each => each.id === id);
  }

  /** A shift that ended some minutes ago, with what there is to hand over. */
  begin(
    given: Pick<wire.WireHandover, "post" | "from" | "to"> & {
      readonly items: readonly Omit<wire.WireHandoverItem, "read">[];
    },
    { now }: World,
    ago = 5,
  ): wire.WireHandover {
    const openedAt = now - ago * MINUTE_MS;
    const handover: wire.WireHandover = {
      ...given,
      id: `handover/${given.post}/${iso(openedAt).replace(/[-:.]/g, "")}`,
      bridge: null,
      openedAt: iso(openedAt),
      dueAt: iso(openedAt + 30 * MINUTE_MS),
      items: given.items.map(item => ({ ...item, read: {} })),
      remarks: "",
      counts: {},
      additions: [],
      steps: [],
      state: "open",
      endedAt: null,
      unread: [],
    };
    this.handovers.push(handover);
    this.holders.set(given.post, given.from);
    return handover;
  }

  do(verb: string, body: Readonly<Record<string, unknown>>, world: World): Answer | undefined {
    switch (verb) {
      case "":
        return this.#early(wire.handOver.parse(body), world);
      case "read":
        return this.#read(wire.readItem.parse(body), world);
      case "remark":
        return this.#remark(wire.remarkHandover.parse(body), world);
      case "add":
        return this.#add(wire.addToHandover.parse(body), world);
      case "sign":
        return this.#sign(wire.signHandover.parse(body), world);
      default:
        return undefined;
    }
  }

  #early({ by, post, to }: wire.HandOver, world: World): Answer {
    const { id } = personOf(world.hall, by);
    if (this.holders.get(post) !== id)
      return problem(403, "NOT_ALLOWED", `only whoever has the post ${post}`);
    return { status: 200, value: this.begin({ post, from: id, to, items: [] }, world, 0) };
  }

  #read({ by, handover, item }: wire.ReadItem, { hall, now }: World): Answer {
    const { id } = personOf(hall, by);
    return this.#change(handover, each => ({
      items: each.items.map(one =>
        one.id === item && !Object.hasOwn(one.read, id)
          ? { ...one, read: { ...one.read, [id]: iso(now) } }
          : one,
      ),
    }));
  }

  #remark({ by, handover, remarks, counts }: wire.RemarkHandover, { hall }: World): Answer {
    return this.#change(handover, ({ from, steps }) => {
      if (personOf(hall, by).id !== from) return "only the outgoing person writes the remarks";
      return steps.length > 0 ? "it is signed" : { remarks, counts };
    });
  }

  #add({ by, handover, text }: wire.AddToHandover, { hall, now }: World): Answer {
    const addition = { by: personOf(hall, by).name, at: iso(now), text };
    return this.#change(handover, ({ additions, steps }) =>
      steps.length === 0 ? "it is not signed yet" : { additions: [...additions, addition] },
    );
  }

  #sign({ by, handover: id, as }: wire.SignHandover, { hall, now }: World): Answer {
    const person = personOf(hall, by);
    const signed = (role: string) => ({ person: person.id, name: person.name, role, at: iso(now) });
    return this.#change(id, handover => {
      const { from, to, post, items, steps, state, bridge } = handover;
      const [first, second] = steps;
      if (as === "from") {
        if (person.id !== from) return "only the outgoing person hands it over";
        return first ? "you have signed it" : { steps: [{ from: signed(post), to: null }] };
      }
      if (!first) return "the outgoing person signs first";
      if (as === "bridge" && state === "bridged")
        return person.id === bridge
          ? this.#settled(handover, { from: signed(BRIDGES[0] ?? post), to: second?.to ?? null }, now)
          : "only whoever took it hands it on";
      if (as === "bridge") {
        const role = person.roles.find(each => BRIDGES.includes(each as Role));
        if (!role) return "ask the hall director";
        this.holders.set(post, person.id);
        return { bridge: person.id, state: "bridged", steps: [{ ...first, to: signed(role) }] };
      }
      if (to !== null && person.id !== to) return "only the one who is next takes it";
      const unread = items.filter(({ read }) => !Object.hasOwn(read, person.id));
      if (unread.length > 0) return `not read yet: ${unread.map(({ title }) => title.en).join("; ")}`;
      if (state === "bridged")
        return this.#settled(handover, { from: second?.from ?? null, to: signed(post) }, now);
      this.holders.set(post, person.id);
      return { to: person.id, steps: [{ ...first, to: signed(post) }], state: "done", endedAt: iso(now) };
    });
  }

  #settled(
    { steps, post }: wire.WireHandover,
    step: wire.WireHandover["steps"][number],
    now: number,
  ): Partial<wire.WireHandover> {
    const both = { steps: [...steps.slice(0, 1), step] };
    if (!step.from || !step.to) return both;
    this.holders.set(post, step.to.person);
    return { ...both, state: "done", endedAt: iso(now) };
  }

  /** @param change  what differs, or why not */
  #change(id: string, change: (handover: wire.WireHandover) => Partial<wire.WireHandover> | string): Answer {
    const place = this.handovers.findIndex(each => each.id === id);
    const handover = this.handovers[place];
    if (!handover) return problem(404, "NO_HANDOVER", `there is no handover ${id}`);
    const changed = change(handover);
    if (typeof changed === "string") return problem(409, "REFUSED", `handover ${id}: ${changed}`);
    const kept = { ...handover, ...changed };
    this.handovers[place] = kept;
    return { status: 200, value: kept };
  }
}

const problem = (status: number, error: string, message: string): Answer => ({
  status,
  value: { error, message },
});

const iso = (at: number): string => new Date(at).toISOString();

import { handoverOf } from "#rules/handover/papers.ts";
import { responsibleOf } from "#rules/handover/responsible.ts";
import { postsOf } from "#rules/handover/shifts.ts";
import type { RoutineCommand } from "#rules/routine/command.ts";
import { nameOf, personOf } from "#rules/routine/who.ts";
import type { Role } from "#rules/site/model.ts";
import { toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { HandoverApi } from "../http/handover.ts";
import type {
  AddToHandover,
  HandOver,
  ReadItem,
  RemarkHandover,
  SignHandover,
  WireHandover,
  WireHandoverList,
} from "../wire/handover.ts";
import { wireHandover } from "./handover-wire.ts";
import { asking, type PaperDeskParts, paperIn, putAbout } from "./paper-desk.ts";

/** Handovers that are done, in the list. */
const MOST_DONE = 10;

type Asked = { readonly handover: string; readonly by: string; readonly id?: string | undefined };

/** Where people hand over to each other. */
export class HandoverDesk implements HandoverApi {
  readonly #parts: PaperDeskParts;

  constructor(parts: PaperDeskParts) {
    this.#parts = parts;
  }

  async handovers(): Promise<WireHandoverList> {
    const { papers, record, clock } = this.#parts;
    const done = await record.papers({ kind: "handover", isOpen: false, limit: MOST_DONE });
    return {
      // The one that was done last is an open paper still: whoever took it is responsible by it.
      handovers: [...papers.of("handover"), ...done.papers]
        .map(handoverOf)
        .toSorted((a, b) => b.openedAt - a.openedAt)
        .map(wireHandover),
      responsible: this.#responsible(),
      at: toIso(clock.now()),
    };
  }

  async handover(id: string): Promise<WireHandover | null> {
    const paper = await paperIn(this.#parts, "handover", id);
    return paper && wireHandover(handoverOf(paper));
  }

  async handOver(asked: HandOver): Promise<Commanded<WireHandover>> {
    const { site, desk } = this.#parts;
    const to = personOf(site, asked.to)?.id ?? asked.to;
    const post = asked.post as Role;
    const who = asking(this.#parts, asked);
    return desk.put({
      command: { is: "hand-over", ...who, post, to },
      id: asked.id,
      done: "handed over",
      answer: async () => {
        const { handovers } = await this.handovers();
        return handovers.find(each => each.post === post && each.from === who.by && each.to === to) ?? null;
      },
    });
  }

  readItem(asked: ReadItem): Promise<Commanded<WireHandover>> {
    const { handover, item } = asked;
    return this.#put(asked, "read", { is: "read-item", ...asking(this.#parts, asked), handover, item });
  }

  remarkHandover(asked: RemarkHandover): Promise<Commanded<WireHandover>> {
    const { handover, remarks, counts } = asked;
    const said = { handover, remarks, counts };
    return this.#put(asked, "written down", { is: "remark", ...asking(this.#parts, asked), ...said });
  }

  addToHandover(asked: AddToHandover): Promise<Commanded<WireHandover>> {
    const { handover, text } = asked;
    return this.#put(asked, "added", { is: "add", ...asking(this.#parts, asked), handover, text });
  }

  signHandover(asked: Omit<SignHandover, "secret">): Promise<Commanded<WireHandover>> {
    const { handover, as } = asked;
    return this.#put(asked, "signed", { is: "sign-handover", ...asking(this.#parts, asked), handover, as });
  }

  #responsible(): WireHandoverList["responsible"] {
    const { site, engine, papers, clock } = this.#parts;
    const known = papers.of("handover").map(handoverOf);
    const given = { site, roster: engine.current.roster(), now: clock.now() };
    return postsOf(site).flatMap(post => {
      const found = responsibleOf(post, known, given);
      if (found === null) return [];
      const { person, since, handover } = found;
      return {
        post,
        person,
        name: nameOf(site, person),
        since: since === null ? null : toIso(since),
        handover,
      };
    });
  }

  #put({ handover, id }: Asked, done: string, command: RoutineCommand): Promise<Commanded<WireHandover>> {
    return putAbout(this.#parts.desk, { command, id, done, answer: () => this.handover(handover) });
  }
}

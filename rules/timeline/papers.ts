import type { Certificate, StandingPaper } from "../closing/certificate.ts";
import type { ControlOrder } from "../control/order.ts";
import { type FiledReport, reportOf, type Silence, silenceOf } from "../filing/report.ts";
import type { Handover } from "../handover/handover.ts";
import type { Entry, Paper, PaperKind } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { KeyStanding, Ticket } from "../ticket/ticket.ts";

/** Every paper of a run as it was kept last, and all that happened to any. */
export class Papers {
  readonly #papers = new Map<string, Paper>();
  readonly #entries: Entry[] = [];

  keep(papers: Iterable<Paper>): void {
    for (const paper of papers) this.#papers.set(`${paper.kind}:${paper.id}`, paper);
  }

  enter(entry: Entry): void {
    this.#entries.push(entry);
  }

  all(): readonly Paper[] {
    return [...this.#papers.values()];
  }

  /** In the order in which they came up. */
  of(kind: PaperKind): readonly Paper[] {
    return [...this.#papers.values()].filter(paper => paper.kind === kind);
  }

  tasks(): readonly Task[] {
    return this.of("task").map(({ value }) => value as Task);
  }

  tickets(): readonly Ticket[] {
    return this.of("ticket").map(({ value }) => value as Ticket);
  }

  orders(): readonly ControlOrder[] {
    return this.of("control").map(({ value }) => value as ControlOrder);
  }

  reports(): readonly FiledReport[] {
    return this.of("report").flatMap(paper => reportOf(paper) ?? []);
  }

  silences(): readonly Silence[] {
    return this.of("report").flatMap(paper => silenceOf(paper) ?? []);
  }

  handovers(): readonly Handover[] {
    return this.of("handover").map(({ value }) => value as Handover);
  }

  keys(): readonly KeyStanding[] {
    return this.of("key").map(({ value }) => value as KeyStanding);
  }

  /** Every certificate with what became of it; null: nobody keeps that. */
  certificates(): readonly { readonly certificate: Certificate; readonly standing: StandingPaper | null }[] {
    const standings = this.of("standing").map(({ value }) => value as StandingPaper);
    return this.of("certificate").map(({ value }) => {
      const certificate = value as Certificate;
      return { certificate, standing: standings.find(({ id }) => id === certificate.id) ?? null };
    });
  }

  /** All that happened to a kind of papers, in order. */
  entries(kind: PaperKind): readonly Entry[] {
    return this.#entries.filter(entry => entry.kind === kind);
  }
}

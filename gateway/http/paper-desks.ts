import type { Instant } from "#rules/time/instant.ts";
import type { AccountsApi } from "./accounts.ts";
import { type CertificateApi, certificateRoutes } from "./certificate.ts";
import { type ClosingApi, closingRoutes } from "./closing.ts";
import { type ControlApi, controlRoutes } from "./control.ts";
import { type EntryApi, entryRoutes } from "./entry.ts";
import { type HandoverApi, handoverRoutes } from "./handover.ts";
import type { Http } from "./http.ts";
import { type OpeningApi, openingRoutes } from "./opening.ts";
import { type DayApi, dayRoutes, type RegisterApi, registerRoutes } from "./register.ts";
import { type ReportApi, reportRoutes } from "./report.ts";
import { type TaskApi, taskRoutes } from "./task.ts";
import { keyRoutes, type TicketApi, ticketRoutes } from "./ticket.ts";

/** What the web side asks about papers: tasks, checks, certificates, tickets, handovers, the register. */
export type PaperDesks = {
  now(): Instant;
  readonly tasks: TaskApi;
  readonly closing: ClosingApi;
  readonly opening: OpeningApi;
  readonly certificates: CertificateApi;
  readonly tickets: TicketApi;
  readonly controls: ControlApi;
  readonly handovers: HandoverApi;
  readonly register: RegisterApi;
  readonly days: DayApi;
  readonly entries: EntryApi;
  readonly reports: ReportApi;
};

/** All that people do about papers. */
export const paperRoutes = (http: Http, desks: PaperDesks, accounts: AccountsApi): void => {
  const now = () => desks.now();
  taskRoutes(http, desks.tasks, accounts);
  closingRoutes(http, desks.closing, accounts);
  openingRoutes(http, desks.opening, accounts);
  certificateRoutes(http, desks.certificates);
  ticketRoutes(http, desks.tickets, { accounts, now });
  keyRoutes(http, desks.tickets, now);
  controlRoutes(http, desks.controls);
  handoverRoutes(http, desks.handovers, accounts);
  registerRoutes(http, desks.register, accounts);
  dayRoutes(http, desks.days, now);
  entryRoutes(http, desks.entries, accounts);
  reportRoutes(http, desks.reports, accounts);
};

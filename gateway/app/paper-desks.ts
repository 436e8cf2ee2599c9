import type { PaperDesks } from "../http/paper-desks.ts";
import { CertificateDesk } from "./certificate-desk.ts";
import { CheckDesk, type CheckDeskParts } from "./check-desk.ts";
import { ControlDesk } from "./control-desk.ts";
import { DayDesk } from "./day-desk.ts";
import { EntryDesk } from "./entry-desk.ts";
import { HandoverDesk } from "./handover-desk.ts";
import { RegisterDesk } from "./register-desk.ts";
import { ReportDesk, type ReportDeskParts } from "./report-desk.ts";
import { Stickers } from "./stickers.ts";
import { TaskDesk } from "./task-desk.ts";
import { TicketDesk } from "./ticket-desk.ts";

/**
 * All desks about papers, over the running parts.
 *
 * @param directory  the data directory, where the secret of stickers is kept
 */
export const paperDesks = (
  parts: CheckDeskParts & { readonly reports: Pick<ReportDeskParts, "archive" | "contents"> },
  directory: string,
): PaperDesks => {
  const { site, record, clock } = parts;
  const stickers = new Stickers(directory, [...site.equipment, ...site.zones]);
  const check = new CheckDesk(parts);
  const tickets = new TicketDesk(parts);
  return {
    now: () => clock.now(),
    tasks: new TaskDesk({ ...parts, stickers }),
    closing: check,
    opening: check,
    certificates: new CertificateDesk(parts),
    tickets,
    controls: new ControlDesk(parts),
    handovers: new HandoverDesk(parts),
    register: new RegisterDesk({ ...parts, stickers }),
    days: new DayDesk(parts),
    entries: new EntryDesk({ record, tickets }),
    reports: new ReportDesk({ ...parts, ...parts.reports }),
  };
};

import { hash } from "node:crypto";
import type { FacilityReport } from "#rules/report/facility-report.ts";
import type { VersionWhy } from "#rules/routine/command.ts";
import { canonical } from "../ports/certificate-hash.ts";

/** One version of a report: drawn up once, and never changed. */
export type ReportDraft = {
  readonly report: FacilityReport;
  /** 1, 2, 3 … */
  readonly version: number;
  /** Why there is another version; empty for the first. */
  readonly why: VersionWhy;
};

/** What the JSON file of a version holds, and what its checksum is made of. */
export const draftText = ({ report, version, why }: ReportDraft): string =>
  canonical({ report, version, why });

/** Hex SHA-256 of the JSON file: what the trail says of the version. */
export const draftHash = (draft: ReportDraft): string => hash("sha256", draftText(draft));

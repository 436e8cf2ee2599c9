/** Where and when a hall is backed up each day. */
export type BackupPlan = {
  /** A directory that is there already. */
  readonly to: string;
  /** Minutes of the hall's clock since 00:00, 0 … 1439. */
  readonly atMinute: number;
  /** How many backups are kept, at least two. */
  readonly keep: number;
};

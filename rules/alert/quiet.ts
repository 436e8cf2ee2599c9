import type { Alert } from "./alert.ts";

/** Why an alert bothers nobody: a person put it aside, another one explains it, its target is out of service. */
export type Quiet = Partial<Pick<Alert, "shelf" | "suppression" | "outOfService">>;

export const isQuiet = ({ shelf = null, suppression = null, outOfService = null }: Quiet): boolean =>
  shelf !== null || suppression !== null || outOfService !== null;

/** What of it may be: nothing puts life safety aside or explains it away, and two persons take it out of service. */
export const allowedQuiet = (alertClass: Alert["class"], quiet: Quiet): Required<Quiet> => {
  const { shelf = null, suppression = null, outOfService = null } = quiet;
  if (alertClass !== "life-safety") return { shelf, suppression, outOfService };
  const isByTwo = outOfService?.second !== undefined;
  return { shelf: null, suppression: null, outOfService: isByTwo ? outOfService : null };
};

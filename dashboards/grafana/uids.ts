/** What each board is called in addresses, `/d/<uid>`; also the names of the generated files. At most 40 of `[A-Za-z0-9_-]`. */
export const uids = {
  alerts: "hallwatch-alerts",
  closing: "hallwatch-closing",
  devices: "hallwatch-devices",
  energy: "hallwatch-energy",
  facilities: "hallwatch-facilities",
  fleet: "hallwatch-fleet",
  overview: "hallwatch-overview",
} as const;

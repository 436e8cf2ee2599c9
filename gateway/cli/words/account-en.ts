import type { AccountWords } from "./account-zh.ts";

/** What `hallwatch account` says in English. */
export const accountEn: AccountWords = {
  running: directory => `a gateway runs on ${directory}: it holds at once`,
  stopped: directory => `no gateway runs on ${directory}: it holds from the next start on`,
  nothingThere: directory =>
    `hallwatch: ${directory} has no accounts yet; start the gateway once, or say where its data is with --data`,
  head: { person: "id", name: "name", roles: "roles", account: "account", used: "last signed in" },
  hasNone: "none",
  has: changed => `since ${changed}`,
  waits: until => `too many wrong tries, waits until ${until}`,
  tokens: "Tokens of programs",
  relays: "signs people in itself",
  link: (name, until) => `Set-up link for ${name}, works once, until ${until}:`,
  firstLink: until => `Set-up link for the first account, works once, until ${until}:`,
  whose: "hallwatch: somebody has an account: say whom the link is for, such as hallwatch account link G1",
  unknown: (who, people) => `hallwatch: there is nobody called ${who}; there are ${people}`,
  removed: name => `The account of ${name} is gone, and so are its sign-ins and tokens`,
  noAccount: name => `hallwatch: ${name} has no account`,
  token: (name, who) => `Token ${name} (${who}), shown only this once; keep it safe:`,
  revoked: name => `Token ${name} is revoked`,
  noToken: name => `hallwatch: there is no token called ${name}`,
  asWhom:
    "hallwatch: say in whose name it acts with --as <person>; a program that signs people in itself (Grafana): --relay",
  startLink: url => `  nobody has an account yet: open this (works once, for 24 hours)\n  ${url}`,
};

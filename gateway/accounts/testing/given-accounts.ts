import { instant } from "#rules/time/instant.ts";
import { Accounts } from "../accounts.ts";

/**
 * Gives people of a hall accounts, by links as everybody gets one, also while its gateway runs. The gateway must have
 * started on the directory before.
 *
 * @param secrets  by person id
 */
export const giveAccounts = async (
  directory: string,
  secrets: Readonly<Record<string, string>>,
): Promise<void> => {
  const accounts = new Accounts({ directory, people: null, now: () => instant(Date.now()) });
  await accounts.start();
  try {
    for (const [person, secret] of Object.entries(secrets)) {
      const key = accounts.link(person, null).path.split("/").at(-1) ?? "";
      const done = await accounts.setUp(key, person, secret);
      if (done.is !== "set") throw new Error(`${person}: ${JSON.stringify(done)}`);
    }
  } finally {
    await accounts.stop();
  }
};

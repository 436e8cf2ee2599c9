import { hash } from "@node-rs/argon2";
import { normalised } from "../secret.ts";
import { openStore } from "../store.ts";
import { giveAccounts } from "./given-accounts.ts";

/**
 * As `giveAccounts`, with hashes that cost next to nothing to compare: for tests that sign a thousand times. What is kept
 * of a secret says itself what it costs.
 *
 * @param secrets  by person id
 */
export const giveCheapAccounts = async (
  directory: string,
  secrets: Readonly<Record<string, string>>,
): Promise<void> => {
  await giveAccounts(directory, secrets);
  const store = openStore(directory);
  try {
    const keep = store.prepare("UPDATE accounts SET hash = ? WHERE person = ?");
    for (const [person, secret] of Object.entries(secrets))
      keep.run(await hash(normalised(secret), { memoryCost: 8, timeCost: 1, parallelism: 1 }), person);
  } finally {
    store.close();
  }
};

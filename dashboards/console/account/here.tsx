import { useEffect } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { remove } from "../store/api.ts";
import { connection } from "../store/live.ts";
import { readSession, session } from "../store/session.ts";
import { askToSignIn } from "../store/sign-in.ts";
import { t } from "../words/language.ts";

/** A desk forgets its person after ten idle minutes: so often the page asks whether it did. */
const READ_AGAIN_EVERY_MS = 30_000;

/** Who is signed in at this desk, with the way out; nothing while nobody has an account. */
export const Here = () => {
  const isLive = connection.value === "live";
  useEffect(() => {
    if (!isLive) return;
    void readSession();
    const timer = setInterval(() => void readSession(), READ_AGAIN_EVERY_MS);
    return () => clearInterval(timer);
  }, [isLive]);
  if (!session.value?.isSetUp) return null;
  const { person } = session.value;
  const words = t().account;
  return person === null ? (
    <button type="button" class="plain here" onClick={() => void askToSignIn("")}>
      <Icon name="person" />
      {words.signIn}
    </button>
  ) : (
    <button
      type="button"
      class="plain here"
      aria-label={words.signOutOf(person.name)}
      title={words.signOutOf(person.name)}
      onClick={() => void signOut()}
    >
      <Icon name="person" />
      {person.name}
    </button>
  );
};

const signOut = async (): Promise<void> => {
  // Whether it was done is seen from what the gateway says then.
  await remove("/api/session").catch(() => {});
  await readSession();
};

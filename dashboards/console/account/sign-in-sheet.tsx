import "../styles/account.css";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { SignIn } from "#gateway/wire/account.ts";
import { Dialog } from "../parts/dialog.tsx";
import { isNarrow } from "../shell/width.ts";
import { postOnce } from "../store/api.ts";
import { readSession, session } from "../store/session.ts";
import { type SignInAsked, signInAsked } from "../store/sign-in.ts";
import { t } from "../words/language.ts";
import { People } from "./people.tsx";
import { type Against, againstOf } from "./proof.ts";
import { SecretField } from "./secret-field.tsx";

/** Asks who it is, whenever something waits for the answer; then that goes on by itself. */
export const SignInSheet = () => {
  const asked = signInAsked.value;
  useEffect(() => void readSession(), []);
  if (asked === null) return null;
  return (
    <Dialog title={t().account.signInTitle} onClose={() => asked.done(null)}>
      {session.value ? <Fields asked={asked} /> : <p class="meaning">{t().account.asking}</p>}
    </Dialog>
  );
};

const Fields = ({ asked }: { asked: SignInAsked }) => {
  const words = t().account;
  const form = useRef<HTMLFormElement>(null);
  const people = session.value?.people ?? [];
  const [person, setPerson] = useState(() => people.find(({ name }) => name === asked.person)?.id ?? "");
  const [secret, setSecret] = useState("");
  const [isSending, setSending] = useState(false);
  const [against, setAgainst] = useState<Against | null>(null);
  const name = people.find(({ id }) => id === person)?.name ?? "";
  // Who has accounts may be known only after the dialog was opened; whoever is typing by then is not interrupted.
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("[data-first=true]")?.focus(), []);
  const choose = (id: string): void => {
    setPerson(id);
    setSecret("");
    setAgainst(null);
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const isOwn = new FormData(form.current).get("own") !== null;
    setSending(true);
    try {
      const body: SignIn = { person, secret, kind: isOwn ? "own" : "desk" };
      await postOnce("/api/session", body);
      await readSession();
      asked.done(name);
    } catch (error) {
      setSending(false);
      setSecret("");
      setAgainst(againstOf(error));
    }
  };
  return (
    <form ref={form} class="sign-form" onSubmit={event => void submit(event)}>
      <p class="meaning">{words.signInMeaning}</p>
      <People legend={words.who} people={people} chosen={person} onChoose={choose} />
      {person !== "" && (
        <SecretField label={words.secretOf(name)} secret={secret} isFirst onSecret={setSecret} />
      )}
      {isNarrow.value && (
        <label class="check">
          <input type="checkbox" name="own" />
          {words.own}
        </label>
      )}
      <p class="refusal" role="alert">
        {against?.why}
        {against?.detail && <small lang="en">{against.detail}</small>}
      </p>
      <footer>
        <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
          {t().cancel}
        </button>
        <button type="submit" class="primary" disabled={isSending || person === ""}>
          {isSending ? t().sending : words.signIn}
        </button>
      </footer>
    </form>
  );
};

import "../styles/account.css";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { listText } from "../format/list.ts";
import { Dialog } from "../parts/dialog.tsx";
import { isLost } from "../store/live.ts";
import { lastPerson } from "../store/person.ts";
import { readSession, session } from "../store/session.ts";
import { t } from "../words/language.ts";
import { People, personName, roleName, rolesOf } from "./people.tsx";
import { type Against, sendProved } from "./proof.ts";
import { SecretField } from "./secret-field.tsx";

export type SignSheetProps = {
  readonly title: string;
  /** What the signature means. */
  readonly meaning?: string;
  /** What the button says. */
  readonly verb: string;
  /** Route that takes it; `by`, `secret` and the command's id go along with `body`. */
  readonly path: string;
  /** Roles that may; everybody with an account where it is absent. The gateway has the last word. */
  readonly roles?: readonly string[];
  /** Ids of those who alone may, whatever their roles. */
  readonly only?: readonly string[];
  /** Fields of the form that belong to it. */
  readonly children?: ComponentChildren;
  /** The reasons, where there are any, in the person's language, told in the place of the form when the gateway refused. */
  readonly afterRefusal?: ComponentChildren;
  body?(fields: FormData): Readonly<Record<string, unknown>>;
  /** It was done; `by` is the person's name. */
  onDone(by: string): void;
  onClose(): void;
};

/** Somebody signs: by name and by his own PIN or password, whoever is signed in at this desk. */
export const SignSheet = (props: SignSheetProps) => {
  useEffect(() => void readSession(), []);
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <Sheet {...props} />
    </Dialog>
  );
};

const Sheet = (props: SignSheetProps) => {
  const words = t().account;
  const { roles, only } = props;
  if (session.value === null) return <p class="meaning">{isLost.value ? words.offline : words.asking}</p>;
  if (!session.value.isSetUp)
    return (
      <p class="refusal" role="alert">
        {words.notSetUp}
      </p>
    );
  const people = session.value.people.filter(
    ({ id }) =>
      (only === undefined || only.includes(id)) &&
      (roles === undefined || rolesOf(id).some(role => roles.includes(role))),
  );
  if (people.length === 0)
    return (
      <p class="refusal" role="alert">
        {words.nobody(listText(only ? only.map(personName) : (roles ?? []).map(roleName), "or"))}
      </p>
    );
  return <Fields {...props} people={people} />;
};

const Fields = ({
  people,
  meaning,
  verb,
  path,
  children,
  afterRefusal,
  body,
  onDone,
}: SignSheetProps & { readonly people: readonly { readonly id: string; readonly name: string }[] }) => {
  const words = t().account;
  const form = useRef<HTMLFormElement>(null);
  const here = lastPerson();
  const [person, setPerson] = useState(
    () => people.find(({ name }) => name === here)?.id ?? (people.length === 1 ? people[0]?.id : "") ?? "",
  );
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
    setSending(true);
    const found = await sendProved(path, { ...body?.(new FormData(form.current)), by: person, secret });
    setSending(false);
    setSecret("");
    setAgainst(found);
    if (found === null) onDone(name);
  };
  // Why it was refused is what counts then; the form comes back for another try.
  if (against?.of === "hall" && afterRefusal)
    return <Refused reasons={afterRefusal} onAgain={() => setAgainst(null)} />;
  return (
    <form ref={form} class="sign-form" onSubmit={event => void submit(event)}>
      {meaning !== undefined && <p class="meaning">{meaning}</p>}
      {children}
      <People legend={words.who} people={people} chosen={person} onChoose={choose} />
      {person !== "" && (
        <SecretField label={words.secretOf(name)} secret={secret} isFirst onSecret={setSecret} />
      )}
      <p class="refusal" role="alert">
        {against?.why}
        {against?.detail && <small lang="en">{against.detail}</small>}
      </p>
      <footer>
        <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
          {t().cancel}
        </button>
        <button type="submit" class="primary" disabled={isSending || person === "" || isLost.value}>
          {isSending ? t().sending : verb}
        </button>
      </footer>
      {isLost.value && <p class="meaning">{words.offline}</p>}
    </form>
  );
};

/** What stood against the signature, with the way to each of it. */
const Refused = ({ reasons, onAgain }: { reasons: ComponentChildren; onAgain: () => void }) => (
  <div class="refused" role="alert">
    <p>
      <strong>{t().account.refused}</strong>
    </p>
    {reasons}
    <footer>
      <button type="button" onClick={onAgain}>
        {t().account.again}
      </button>
      <button type="button" class="primary" onClick={event => event.currentTarget.closest("dialog")?.close()}>
        {t().close}
      </button>
    </footer>
  </div>
);

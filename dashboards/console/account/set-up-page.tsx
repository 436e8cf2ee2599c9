import "../styles/account.css";
import { useEffect, useState } from "preact/hooks";
import type { SignIn, UseSetUp, WireSetUp } from "#gateway/wire/account.ts";
import { go, href, route } from "../route.ts";
import { ApiError, get, postOnce } from "../store/api.ts";
import { tell } from "../store/news.ts";
import { readSession } from "../store/session.ts";
import { t } from "../words/language.ts";
import { People } from "./people.tsx";
import { faultOf } from "./pin-rules.ts";
import { type Against, againstOf } from "./proof.ts";
import { SecretField } from "./secret-field.tsx";

type Read =
  | { readonly is: "reading" }
  | { readonly is: "read"; readonly setUp: WireSetUp }
  | { readonly is: "over" }
  | { readonly is: "failed" };

/** What a set-up link opens: somebody says who he is, where the link does not, and chooses his PIN or password. */
export const SetUpPage = () => {
  const token = route.value.id ?? "";
  const path = `/api/set-up/${encodeURIComponent(token)}`;
  const [read, setRead] = useState<Read>({ is: "reading" });
  const ask = async (): Promise<void> => {
    setRead({ is: "reading" });
    setRead(await readSetUp(path));
  };
  useEffect(() => void ask(), [path]);
  const words = t().account;
  return (
    <div class="set-up-page">
      <h1>{words.setUpTitle}</h1>
      {read.is === "reading" && <p class="calm">{words.asking}</p>}
      {read.is === "over" && <p class="calm">{words.linkOver}</p>}
      {read.is === "failed" && (
        <p class="calm">
          {words.offline}{" "}
          <button type="button" onClick={() => void ask()}>
            {t().retry}
          </button>
        </p>
      )}
      {read.is === "read" && <Form path={path} setUp={read.setUp} />}
    </div>
  );
};

const readSetUp = async (path: string): Promise<Read> => {
  try {
    return { is: "read", setUp: await get<WireSetUp>(path) };
  } catch (error) {
    return { is: error instanceof ApiError && error.status === 404 ? "over" : "failed" };
  }
};

const Form = ({ path, setUp }: { path: string; setUp: WireSetUp }) => {
  const words = t().account;

  const [person, setPerson] = useState(setUp.person?.id ?? "");
  const [secret, setSecret] = useState("");
  const [repeated, setRepeated] = useState("");
  const [active, setActive] = useState<"secret" | "repeated">("secret");
  const [isSending, setSending] = useState(false);
  const [against, setAgainst] = useState<Against | null>(null);
  const fault = secret === "" ? null : faultOf(secret);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending) return;
    const wrong = fault !== null ? words.fault[fault] : repeated === secret ? null : words.differ;
    if (wrong !== null) return setAgainst({ why: wrong, detail: "", of: "secret" });
    setSending(true);
    try {
      const use: UseSetUp = { person, secret };
      await postOnce(path, use);
    } catch (error) {
      setSending(false);
      const isOver = error instanceof ApiError && error.status === 404;
      return setAgainst(isOver ? { why: words.linkOver, detail: "", of: "other" } : againstOf(error));
    }
    await signInAfter({ person, secret, kind: "desk" });
    tell(t().account.setUpDone, "done");
    go(href("alerts"));
  };
  return (
    <form class="sign-form set-up" onSubmit={event => void submit(event)}>
      {setUp.person === null ? (
        <>
          <p>{words.firstAccount}</p>
          <People legend={words.whoAreYou} people={setUp.people} chosen={person} onChoose={setPerson} />
        </>
      ) : (
        <p>{words.linkFor(setUp.person.name)}</p>
      )}
      <div class="pin-rules">
        <h2>{words.rulesTitle}</h2>
        <ul>
          {words.rules.map(rule => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </div>
      <SecretField
        label={words.newSecret}
        secret={secret}
        isFirst={person !== ""}
        isActive={active === "secret"}
        onActive={() => setActive("secret")}
        onSecret={text => {
          setSecret(text);
          setAgainst(null);
        }}
      />
      <p class="quiet" role="status">
        {secret === "" ? "" : fault === null ? words.fine : words.fault[fault]}
      </p>
      <SecretField
        label={words.repeat}
        secret={repeated}
        isActive={active === "repeated"}
        onActive={() => setActive("repeated")}
        onSecret={setRepeated}
      />
      <p class="refusal" role="alert">
        {against?.why}
        {against?.detail && <small lang="en">{against.detail}</small>}
      </p>
      <footer>
        <button type="submit" class="primary" disabled={isSending || person === ""}>
          {isSending ? t().sending : words.setUp}
        </button>
      </footer>
    </form>
  );
};

/** Whoever just chose a secret is signed in with it; where that fails he signs in when he first does something. */
const signInAfter = async (body: SignIn): Promise<void> => {
  await postOnce("/api/session", body).catch(() => {});
  await readSession();
};

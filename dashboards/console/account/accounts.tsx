import "../styles/account.css";
import { useEffect, useState } from "preact/hooks";
import type { WireAccount } from "#gateway/wire/account.ts";
import { listText } from "../format/list.ts";
import { ApiError, get, post } from "../store/api.ts";
import { isLost } from "../store/live.ts";
import { session } from "../store/session.ts";
import { t } from "../words/language.ts";
import { roleName } from "./people.tsx";

/** Roles that give people their accounts; the gateway has the last word. */
const GIVES: readonly string[] = ["hall-director", "it-support"];

type Link = { readonly person: string; readonly address: string };

/** Who has an account, with a set-up link for whoever needs one; nothing for those who do not give them out. */
export const Accounts = () => {
  const me = session.value?.person ?? null;
  return me?.roles.some(role => GIVES.includes(role)) ? <List key={me.id} /> : null;
};

const List = () => {
  const words = t().account;
  const [accounts, setAccounts] = useState<readonly WireAccount[] | null>(null);
  const [link, setLink] = useState<Link | null>(null);
  const [why, setWhy] = useState("");
  const read = async (): Promise<void> => {
    try {
      setAccounts((await get<{ readonly accounts: readonly WireAccount[] }>("/api/accounts")).accounts);
      setWhy("");
    } catch (error) {
      setWhy(reasonOf(error));
    }
  };
  useEffect(() => void read(), []);
  const make = async (person: string): Promise<void> => {
    setLink(null);
    try {
      const { path } = await post<{ readonly path: string }>(
        `/api/accounts/${encodeURIComponent(person)}/link`,
        {},
      );
      setLink({ person, address: new URL(path, location.href).href });
      setWhy("");
    } catch (error) {
      setWhy(reasonOf(error));
    }
  };
  return (
    <section class="accounts">
      <h2>{words.accounts}</h2>
      <p class="meaning">{words.accountsMeaning}</p>
      <p class="refusal" role="alert">
        {why}
      </p>
      {accounts === null && why === "" && <p class="calm">{words.asking}</p>}
      <ul>
        {accounts?.map(account => (
          <li key={account.person} data-person={account.person}>
            <Row account={account} onLink={() => void make(account.person)} />
            {link?.person === account.person && <Given link={link} name={account.name} />}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Row = ({
  account: { name, roles, hasSecret, changedAt, waitsUntil },
  onLink,
}: {
  account: WireAccount;
  onLink: () => void;
}) => {
  const words = t().account;
  const since = changedAt === null ? "" : dateOf(changedAt);
  return (
    <>
      <p>
        <strong>{name}</strong> <span class="quiet">{listText(roles.map(roleName))}</span>{" "}
        {hasSecret ? words.hasAccount(since) : words.noAccount}
        {waitsUntil !== null && ` · ${words.waits}`}
      </p>
      <button type="button" disabled={isLost.value} aria-label={words.makeLinkFor(name)} onClick={onLink}>
        {hasSecret ? words.newLink : words.makeLink}
      </button>
    </>
  );
};

/** The link, to be copied: it is shown this once. */
const Given = ({ link, name }: { link: Link; name: string }) => (
  <label class="given">
    {t().account.given(name)}
    <input readOnly value={link.address} onFocus={event => event.currentTarget.select()} />
  </label>
);

/** By this browser's calendar: accounts go by the world's time, not the hall's. */
const dateOf = (time: string): string => new Date(time).toLocaleDateString("sv-SE");

const reasonOf = (error: unknown): string =>
  error instanceof ApiError && error.code === "OFFLINE"
    ? t().account.offline
    : error instanceof Error
      ? error.message
      : String(error);

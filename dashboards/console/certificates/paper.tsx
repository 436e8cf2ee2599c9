import type { WireCertificate, WireCertificateItem } from "#gateway/wire/certificate.ts";
import { VerdictMark } from "../closing/mark.tsx";
import { dayText } from "../format/day.ts";
import { dateTime } from "../format/hall-time.ts";
import { shortName } from "../format/short-name.ts";
import { wall } from "../format/time.ts";
import { hall } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { checkLink, grouped } from "./address.ts";
import { Qr } from "./qr.tsx";

/** The certificate as it was issued, as it is printed: black on white, every item with its evidence, the signatures below. */
export const Paper = ({ certificate }: { certificate: WireCertificate }) => {
  const words = t().certificates;
  const { id, kind, scope, siteName, businessDay, since, issuedAt, timeZone, items, hash } = certificate;
  const link = checkLink(id, hash, location.origin);
  return (
    <article class="paper" aria-labelledby="paper-title">
      <header>
        <div>
          <p>{say(siteName)}</p>
          <h1 id="paper-title">
            {words.kind[kind]} <small>{dayText(businessDay)}</small>
          </h1>
          <p>
            <strong>{words.scope[scope]}</strong>
          </p>
          <p>{words.issuedAt(dateTime(Date.parse(issuedAt), timeZone))}</p>
          <p class="quiet">{words.since(dateTime(Date.parse(since), timeZone))}</p>
        </div>
        <Qr text={link} label={words.qr} />
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columns.item}</th>
            <th scope="col">{words.columns.expected}</th>
            <th scope="col">{words.columns.evidence}</th>
            <th scope="col">{words.columns.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <ItemRow key={item.id} item={item} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
      <Signatures certificate={certificate} />
      <footer>
        <p>
          {id} · {words.hash} <code>{grouped(hash)}</code>
        </p>
        <p>{words.howToVerify}</p>
      </footer>
    </article>
  );
};

const ItemRow = ({ item, timeZone }: { item: WireCertificateItem; timeZone: string }) => {
  const words = t().certificates;
  const zone = hall.value?.zones.find(({ id }) => id === item.zone)?.name;
  const time = (at: string) => wall(Date.parse(at), timeZone)[1];
  return (
    <tr class={`is-${item.verdict}`}>
      <th scope="row">
        {say(item.name)}
        {zone && <small>{say(zone)}</small>}
      </th>
      <td>{say(item.expected)}</td>
      <td>
        {item.evidence.map(each => (
          <span key={each.point} class="seen">
            {shortName(say(each.name), say(item.name))}{" "}
            <strong>{each.state === "good" ? say(each.text) : t().points.quality[each.state]}</strong>{" "}
            {each.at !== null && <small>{time(each.at)}</small>}
          </span>
        ))}
      </td>
      <td>
        <VerdictMark verdict={item.verdict} />
        <span>
          {words.verdict[item.verdict]}
          {item.byHand && (
            <small>
              {item.byHand.by} {time(item.byHand.at)} {item.byHand.note !== "" && <q>{item.byHand.note}</q>}
              {item.byHand.photo !== null && ` (${t().photo})`}
            </small>
          )}
          {item.except && <small>{say(item.except)}</small>}
        </span>
      </td>
    </tr>
  );
};

const Signatures = ({ certificate: { signatures, timeZone } }: { certificate: WireCertificate }) => (
  <dl class="signatures">
    {signatures.map(({ person, name, role, at }) => (
      <div key={`${person} ${role}`}>
        <dt>{t().roles[role] ?? role}</dt>
        <dd>
          <strong>{name}</strong> <small>{dateTime(Date.parse(at), timeZone)}</small>
        </dd>
      </div>
    ))}
  </dl>
);

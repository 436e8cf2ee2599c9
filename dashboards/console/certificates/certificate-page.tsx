import { useEffect, useState } from "preact/hooks";
import type { WireCertificate, WireVerified } from "#gateway/wire/certificate.ts";
import { useRead } from "../parts/use-read.ts";
import { href } from "../route.ts";
import { get } from "../store/api.ts";
import { isLost } from "../store/live.ts";
import { language, t } from "../words/language.ts";
import { fileOf } from "./address.ts";
import { Paper } from "./paper.tsx";
import { BrokenBy, StandingWord } from "./standing.tsx";
import { Verified } from "./verify.tsx";

/** One certificate: what was certified, as a paper; and beside it what became of it since. */
export const CertificatePage = ({ id, hash }: { id: string; hash: string | null }) => {
  const words = t().certificates;
  const { read, again } = useRead<WireCertificate>(`/api/certificates/${encodeURIComponent(id)}`);
  return (
    <div class="certificate-page">
      <p class="back">
        <a href={href("certificates")}>‹ {words.all}</a>
      </p>
      {hash !== null && <ByLink id={id} hash={hash} />}
      {read.is === "reading" && <p class="calm">{words.reading}</p>}
      {read.is === "failed" && (
        <div class="calm is-blind">
          <p>
            <b aria-hidden="true">?</b> {isLost.value ? words.failed : words.noSuch}
          </p>
          <button type="button" onClick={() => void again()}>
            {t().retry}
          </button>
        </div>
      )}
      {read.is === "read" && <Certificate certificate={read.value} />}
    </div>
  );
};

const Certificate = ({ certificate }: { certificate: WireCertificate }) => {
  const words = t().certificates;
  const { id, standing } = certificate;
  return (
    <>
      <div class={`became is-${standing.state}`}>
        <p>
          <StandingWord standing={standing} />
        </p>
        <BrokenBy standing={standing} />
        <p class="card-acts">
          <button type="button" onClick={() => print()}>
            {words.print}
          </button>
          <a class="chip" href={fileOf(id, language.value, "pdf")} target="_blank" rel="noreferrer">
            {words.pdf}
          </a>
          <a class="chip" href={fileOf(id, language.value, "html")} target="_blank" rel="noreferrer">
            {words.html}
          </a>
        </p>
      </div>
      <Paper certificate={certificate} />
    </>
  );
};

/** What the link of a QR code says of itself: whether it belongs to what was issued. */
const ByLink = ({ id, hash }: { id: string; hash: string }) => {
  const [verified, setVerified] = useState<WireVerified | null>(null);
  useEffect(() => {
    const path = `/api/certificates/${encodeURIComponent(id)}/verify?${new URLSearchParams({ hash })}`;
    // Where it cannot be asked nothing is said, neither that it is genuine nor that it is not.
    get<WireVerified>(path)
      .then(setVerified)
      .catch(() => {});
  }, [id, hash]);
  return verified && <Verified verified={{ ...verified, certificate: null }} of="" />;
};

import "../styles/certificates.css";
import "../styles/print.css";
import { route } from "../route.ts";
import { Archive } from "./archive.tsx";
import { CertificatePage } from "./certificate-page.tsx";

/** What was certified: month by month, or one certificate. */
export const CertificatesPage = () =>
  route.value.id === null ? (
    <Archive />
  ) : (
    <CertificatePage key={route.value.id} id={route.value.id} hash={route.value.query.h ?? null} />
  );

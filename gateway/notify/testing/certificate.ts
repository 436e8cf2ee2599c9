import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { temporary } from "#gateway/stores/testing/temporary.ts";

const OPENSSL = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl"].find(existsSync) ?? null;

/** Whether a certificate can be made here. */
export const canCertify = OPENSSL !== null;

/** A key and a certificate for 127.0.0.1 that this process trusts from now on, as if it stood in NODE_EXTRA_CA_CERTS. */
export const trustedCertificate = (): { readonly key: string; readonly cert: string } => {
  const { directory, remove } = temporary();
  const [keyFile, certFile] = [join(directory, "key.pem"), join(directory, "cert.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const files = ["-keyout", keyFile, "-out", certFile];
  execFileSync(OPENSSL ?? "openssl", ["req", "-x509", ...kind, ...subject, ...files], { stdio: "ignore" });
  const [key, cert] = [readFileSync(keyFile, "utf8"), readFileSync(certFile, "utf8")];
  remove();
  setDefaultCACertificates([...getCACertificates(), cert]);
  return { key, cert };
};

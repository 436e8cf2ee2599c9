import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An authority that signs certificates for a test, as openssl makes them. */
export type Authority = {
  readonly directory: string;
  /** Path of its own certificate. */
  readonly ca: string;
  /** Paths of a certificate for the name, good for 127.0.0.1 and localhost, and of its key. */
  issue(name: string, options?: { readonly days?: number }): { readonly cert: string; readonly key: string };
  /** Path of the list of those that were revoked so far, written anew; the names are revoked before that. */
  revoke(...names: readonly string[]): string;
  remove(): void;
};

/** Makes an authority with a directory of its own under the system's temporary one. */
export const authority = (name = "hall authority"): Authority => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-ca-"));
  const at = (file: string) => join(directory, file);
  const openssl = (...line: readonly string[]) => {
    execFileSync("openssl", line, { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"];
  openssl(
    "req",
    "-x509",
    ...key,
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-subj",
    `/CN=${name}`,
    "-days",
    "3650",
  );
  writeFileSync(at("index.txt"), "");
  writeFileSync(at("crlnumber"), "01\n");
  writeFileSync(
    at("ca.conf"),
    "[ca]\ndefault_ca = own\n[own]\ndatabase = index.txt\ncrlnumber = crlnumber\ndefault_md = sha256\ndefault_crl_days = 30\ncertificate = ca.pem\nprivate_key = ca.key\n",
  );
  writeFileSync(
    at("names.conf"),
    "subjectAltName = IP:127.0.0.1, DNS:localhost\nbasicConstraints = CA:false\n",
  );
  return {
    directory,
    ca: at("ca.pem"),
    issue: (subject, { days = 365 } = {}) => {
      const file = subject.replaceAll(/\W/g, "-");
      openssl(
        "req",
        "-new",
        ...key,
        "-keyout",
        `${file}.key`,
        "-out",
        `${file}.csr`,
        "-subj",
        `/CN=${subject}`,
      );
      const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names.conf"];
      openssl("x509", "-req", "-in", `${file}.csr`, ...signed, "-out", `${file}.crt`, "-days", String(days));
      return { cert: at(`${file}.crt`), key: at(`${file}.key`) };
    },
    revoke: (...names) => {
      for (const each of names)
        openssl("ca", "-config", "ca.conf", "-revoke", `${each.replaceAll(/\W/g, "-")}.crt`);
      openssl("ca", "-config", "ca.conf", "-gencrl", "-out", "next.pem");
      writeFileSync(at("crl.pem"), readFileSync(at("next.pem")));
      return at("crl.pem");
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
};

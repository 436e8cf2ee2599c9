import { constants, createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { SecureContextOptions, TLSSocket } from "node:tls";
import { Fault } from "#gateway/ports/fault.ts";
import type { BrokerTls, ClientTls } from "#rules/site/broker.ts";
import type { Proof } from "./gate.ts";
import { fileStamp } from "./stamp.ts";

/** What the files of a broker's TLS say: what to serve with, and until when its certificate holds. */
export type TlsFiles = {
  readonly context: SecureContextOptions;
  /** Milliseconds since 1970. */
  readonly validTo: number;
};

type Files = Pick<BrokerTls, "cert" | "key" | "ca" | "crl">;

/**
 * Reads certificate, key, and who signs certificates of devices.
 *
 * @throws {Fault} `MQTT_TLS_FILES` when one of them cannot be read, or they do not go together
 */
export const readTls = ({ cert, key, ca, crl }: Files): TlsFiles => {
  const certificate = read(cert);
  const privateKey = read(key);
  try {
    const leaf = new X509Certificate(certificate);
    if (!leaf.checkPrivateKey(createPrivateKey(privateKey)))
      throw new Error("the key is of another certificate");
    return {
      context: {
        cert: certificate,
        key: privateKey,
        ...(ca !== undefined && { ca: read(ca) }),
        ...(crl !== undefined && { crl: read(crl) }),
        minVersion: "TLSv1.2",
        // A ticket would let a device in again without asking whether its certificate was revoked meanwhile.
        secureOptions: constants.SSL_OP_NO_TICKET,
      },
      validTo: leaf.validToDate.getTime(),
    };
  } catch (cause) {
    throw fault(cert, (cause as Error).message, cause);
  }
};

/**
 * Reads what we show to another broker, and whom we trust there.
 *
 * @throws {Fault} `MQTT_TLS_FILES`
 */
export const readClientTls = ({
  ca,
  cert,
  key,
}: ClientTls): { readonly ca?: Buffer; readonly cert?: Buffer; readonly key?: Buffer } => ({
  ...(ca !== undefined && { ca: read(ca) }),
  ...(cert !== undefined && { cert: read(cert) }),
  ...(key !== undefined && { key: read(key) }),
});

/** What changes when one of the files does; the same while nothing changes. A file that is not there counts as it is. */
export const stampOf = ({
  cert,
  key,
  ca,
  crl,
}: Files): { readonly own: string; readonly clients: string } => ({
  own: [cert, key].map(stamp).join(" "),
  clients: [ca, crl].map(stamp).join(" "),
});

/** What the certificate of a client is worth. Only with `ca` are clients asked for one. */
export const proofOf = (socket: TLSSocket): Proof & { readonly validTo?: number } => {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return { is: "none" };
  if (!socket.authorized) return { is: "refused", why: String(socket.authorizationError) };
  const name = /^CN=(.+)$/m.exec(certificate.subject)?.[1];
  if (name === undefined) return { is: "refused", why: "it has no common name" };
  return { is: "certificate", name, validTo: certificate.validToDate.getTime() };
};

const DAY_MS = 86_400_000;

/** Whole days until then, less than 0 when it is past. */
export const daysUntil = (validTo: number, now: number): number => Math.floor((validTo - now) / DAY_MS);

const read = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw fault(path, (cause as Error).message, cause);
  }
};

const stamp = (path: string | undefined): string => (path === undefined ? "-" : fileStamp(path));

const fault = (path: string, why: string, cause: unknown): Fault =>
  new Fault("MQTT_TLS_FILES", `TLS of the mqtt broker (${path}): read: ${why}`, { retry: false, cause });

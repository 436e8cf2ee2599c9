import type { BrokerTls } from "#rules/site/broker.ts";
import { daysUntil, readTls, stampOf, type TlsFiles } from "./broker-tls.ts";
import type { Troubles } from "./troubles.ts";

/** Renewing a certificate takes some days where people must be asked. */
const WARN_DAYS = 30;

/** The files of the broker's TLS as they are now, and until when they hold. Certificates are about the world's time. */
export class TlsRenewal {
  readonly #tls: BrokerTls;
  readonly #troubles: Troubles;
  #files: TlsFiles;
  #stamp: ReturnType<typeof stampOf>;

  /** @throws {Fault} `MQTT_TLS_FILES` */
  constructor({ tls, troubles }: { readonly tls: BrokerTls; readonly troubles: Troubles }) {
    this.#tls = tls;
    this.#troubles = troubles;
    this.#stamp = stampOf(tls);
    this.#files = readTls(tls);
    this.#tellEnd();
  }

  get files(): TlsFiles {
    return this.#files;
  }

  /** Whole days that the broker's certificate still holds; less than 0: it does not any more. */
  daysLeft(): number {
    return daysUntil(this.#files.validTo, Date.now());
  }

  /**
   * Reads the files again when they changed. Null: nothing did, or they cannot be used, and the ones before go on.
   * `clientsToo`: what is asked of clients is another thing now.
   */
  look(): { readonly files: TlsFiles; readonly clientsToo: boolean } | null {
    const now = stampOf(this.#tls);
    const before = this.#stamp;
    this.#tellEnd();
    if (now.own === before.own && now.clients === before.clients) return null;
    this.#stamp = now;
    try {
      this.#files = readTls(this.#tls);
      return { files: this.#files, clientsToo: now.clients !== before.clients };
    } catch (error) {
      this.#troubles.tell("mqtt certificate cannot be renewed", this.#tls.cert, (error as Error).message);
      return null;
    }
  }

  /** Says when a certificate of a client ends soon, once an hour for each. */
  tellIfEnding(name: string, validTo: number): void {
    const days = daysUntil(validTo, Date.now());
    if (days < WARN_DAYS) this.#troubles.tell("mqtt certificate ends soon", `client ${name}`, ends(days));
  }

  #tellEnd(): void {
    const days = this.daysLeft();
    if (days < WARN_DAYS) this.#troubles.tell("mqtt certificate ends soon", this.#tls.cert, ends(days));
  }
}

const ends = (days: number): string =>
  days < 0 ? "is no longer valid: renew it" : `is valid for ${days} more days: renew it`;

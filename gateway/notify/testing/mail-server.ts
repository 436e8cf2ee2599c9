import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export type MailServer = {
  readonly port: number;
  /** Whole mails as they came, with their envelopes. */
  readonly mails: { readonly from: string; readonly to: readonly string[]; readonly text: string }[];
  stop(): Promise<void>;
};

/** A real mail server on loopback. With TLS it has a certificate that nobody trusts. */
export const startMailServer = async (options: SMTPServerOptions = {}): Promise<MailServer> => {
  const mails: MailServer["mails"] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", part => parts.push(part));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        mails.push({
          from,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString("utf8"),
        });
        done();
      });
    },
    ...options,
  });
  // A client that hangs up in the middle is no failure of a test.
  server.on("error", () => {});
  await new Promise<void>(resolve => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
};

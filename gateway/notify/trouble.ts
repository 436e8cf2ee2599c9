/** What went wrong on the way to a server, and whether trying again can help. */
export type Trouble = { readonly why: string; readonly retry: boolean };

/** Longest piece of a server's answer that is shown. */
const MOST_SHOWN = 200;

/**
 * A failure of the network as a sentence that says where, what happened and what to do.
 *
 * @param error     what Node, its `fetch` or nodemailer throws; the cause is looked for in `cause`
 * @param where     the server, without secrets
 * @param patience  how long it was waited for, in ms
 */
export const networkTrouble = (error: unknown, where: string, patience: number): Trouble => {
  const { code, name, message } = rootOf(error);
  const seconds = patience / 1_000;
  const why = (text: string): Trouble => ({ why: `${where}: ${text}`, retry: true });
  if (name === "TimeoutError" || LATE.has(code))
    return why(`no answer in ${seconds} s: is the server overloaded, or something between blocking it?`);
  switch (code) {
    case "ENOTFOUND":
      return why("nobody knows this name: check the address, and the DNS of this machine");
    case "EAI_AGAIN":
      return why("the name cannot be looked up now: does this machine reach its DNS server?");
    case "ECONNREFUSED":
      return why("nothing listens there: is the server running, and the port right?");
    case "ENETUNREACH":
    case "EHOSTUNREACH":
      return why("there is no way to it: check the network of this machine");
    case "ECONNRESET":
    case "EPIPE":
    case "UND_ERR_SOCKET":
      return why("the connection broke off before an answer came: look into the server's log");
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
      return why("it speaks no TLS at this port: is the address or the port the one without TLS?");
    default:
      break;
  }
  if (isCertificate(code, message))
    return why(
      `its certificate is not trusted (${shown(message)}): have it renewed, or give this machine its CA with NODE_EXTRA_CA_CERTS`,
    );
  return why(shown(message === "" ? code || "failed for no known reason" : message));
};

/** One line of a text of the outside world, cut to what fits on a page. */
export const shown = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)} …` : line;
};

/** The text without any of the secrets, should a server have sent one back. */
export const withoutSecrets = (text: string, secrets: readonly (string | undefined)[]): string =>
  secrets.reduce<string>(
    (rest, secret) => (secret === undefined || secret === "" ? rest : rest.replaceAll(secret, "***")),
    text,
  );

const LATE = new Set([
  "ETIMEDOUT",
  "ESOCKETTIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

const isCertificate = (code: string, message: string): boolean =>
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ALTNAME/.test(code) ||
  /certificate|altnames/i.test(message);

/** nodemailer's own codes stand before the system's, which are left in the text: `connect ECONNREFUSED 127.0.0.1:25`. */
const MAILERS = new Set(["ESOCKET", "ECONNECTION", "EDNS", "ETLS", "EPROTOCOL"]);
const inText = (message: string): string => /\b(?:E[A-Z_]{4,}|ERR_[A-Z_]+)\b/.exec(message)?.[0] ?? "";

/** The innermost cause: `fetch` says "fetch failed" and hides what failed below it. */
const rootOf = (
  error: unknown,
): { readonly code: string; readonly name: string; readonly message: string } => {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  // A name with several addresses fails with an error that holds one for each of them.
  if (root instanceof AggregateError && root.errors[0] instanceof Error) root = root.errors[0];
  if (!(root instanceof Error)) return { code: "", name: "", message: String(root) };
  const code = String((root as NodeJS.ErrnoException).code ?? "");
  return { code: MAILERS.has(code) ? inText(root.message) : code, name: root.name, message: root.message };
};

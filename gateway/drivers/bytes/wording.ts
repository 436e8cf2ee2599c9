/** `1.5 s`, `300 ms`. */
export const tellLength = (length: number): string =>
  length < 1_000 ? `${length} ms` : `${length / 1_000} s`;

const socketErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused: nothing listens on this port, or the device takes no more connections",
  ECONNRESET: "the device reset the connection",
  EPIPE: "the device closed the connection",
  EHOSTUNREACH: "no way to this address: is the device switched on and the cable in?",
  ENETUNREACH: "no way to this network: check the gateway's own network",
  ENETDOWN: "the gateway's own network is down",
  ETIMEDOUT: "the network gave up waiting for the device",
  ENOTFOUND: "unknown host name",
  EAI_AGAIN: "host name cannot be looked up: no name server answers",
};

/** What a technician can do something with, in place of a system error code. */
export const tellSocketError = (error: Error & { code?: string }): string =>
  socketErrors[error.code ?? ""] ?? error.message;

const serialErrors: readonly (readonly [RegExp, string])[] = [
  [/no such file/i, "no such port: is the adapter plugged in?"],
  [
    /permission denied|access denied/i,
    "no right to open this port: add the gateway's user to the group dialout and start it again",
  ],
  [/cannot lock|resource busy|temporarily unavailable/i, "another program has this port open"],
  [/inappropriate ioctl|not a tty/i, "this is no serial port"],
  [/no such device|input\/output error|disconnected/i, "the adapter was unplugged"],
];

/** Likewise for a serial port, whose errors have a text only. */
export const tellSerialError = ({ message }: Error): string =>
  serialErrors.find(([text]) => text.test(message))?.[1] ?? message;

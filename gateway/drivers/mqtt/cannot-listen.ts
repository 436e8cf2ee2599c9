import { Fault } from "#gateway/ports/fault.ts";

/** The embedded broker cannot take its port: who, where, why, and what to do about it. */
export const cannotListen = (host: string, port: number, cause: NodeJS.ErrnoException): Fault => {
  const who = `mqtt broker (${host}:${port})`;
  if (cause.code === "EADDRINUSE")
    return new Fault(
      "MQTT_PORT_TAKEN",
      `${who}: cannot listen: another program has the port. Stop it (a second gateway? mosquitto?), give ` +
        `sources.mqtt another port, or use that broker with "broker: mqtt://${host}:${port}"`,
      { retry: true, cause },
    );
  const why: Record<string, string> = {
    EACCES: "ports below 1024 need the right to them; give sources.mqtt a port of 1024 or more",
    EADDRNOTAVAIL:
      "this machine has no such address; give sources.mqtt a host of its own, or 0.0.0.0 for all",
    ENOTFOUND: "the name is not known; write the address of this machine",
  };
  const reason = why[cause.code ?? ""] ?? cause.message;
  return new Fault("MQTT_CANNOT_LISTEN", `${who}: cannot listen: ${reason}`, { retry: false, cause });
};

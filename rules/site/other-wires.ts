import type { Millis } from "../time/instant.ts";
import type { SerialFormat } from "./modbus.ts";
import type { ReceiverConcern } from "./receiver-concerns.ts";

/**
 * Where bytes come from: a socket of a device or converter, or a serial port of the gateway. `port` of the latter: a
 * device path, or `usb:<serial number>` of the adapter.
 */
export type ByteWire =
  | { readonly is: "socket"; readonly host: string; readonly port: number }
  | { readonly is: "serial"; readonly port: string; readonly baud: number; readonly format: SerialFormat };

/** One bus of DL/T 645-2007 meters: they share one connection (or port) and one request in flight. */
export type Dlt645Line = {
  readonly wire: ByteWire;
  /** Longest wait for one answer. */
  readonly timeout: Millis;
  /** Longest wait for the connection. */
  readonly connectTimeout: Millis;
};

/** The form of a number in a meter: packed decimal digits, two a byte. `isSigned`: the highest bit means below zero. */
export type DigitForm = { readonly bytes: number; readonly decimals: number; readonly isSigned: boolean };

export type Dlt645Source = {
  readonly is: "dlt645";
  /** Key into `sources.dlt645`. */
  readonly line: string;
  /** Address of the meter, as on its nameplate: twelve decimal digits. */
  readonly meter: string;
  /** Which of its data, as the standard's tables write it: eight hex digits, upper case. */
  readonly item: string;
  readonly digits: DigitForm;
  /** value = number × scale + offset, in the class's unit. */
  readonly scale: number;
  readonly offset: number;
  readonly every: Millis;
};

/** A server for intruder panels that tell their events as SIA DC-09 with ADM-CID over TCP. */
export type ReceiverPlan = {
  /** Address of this machine on which it listens. */
  readonly host: string;
  readonly port: number;
  /** A panel that says nothing for so long cannot be heard any more. */
  readonly silence: Millis;
};

export type ReceiverSource = {
  readonly is: "receiver";
  /** Key into `sources.receiver`. */
  readonly receiver: string;
  /** Account of the panel: 3 to 16 hex digits, upper case. */
  readonly account: string;
  readonly concern: ReceiverConcern;
  /** Absent: all of them. */
  readonly partition?: number;
  /** Absent: all of them. */
  readonly zone?: number;
};

/** The printer line of a fire alarm panel: it is only listened to. */
export type PanelLine = { readonly wire: ByteWire; readonly connectTimeout: Millis };

export type PanelSource = {
  readonly is: "panel";
  /** Key into `sources.panel`. */
  readonly panel: string;
  readonly event: "fire" | "fault";
  /** Which detector, by loop and device as printed; absent: the panel as a whole. */
  readonly at?: { readonly loop: number; readonly device: number };
};

/** A Hikvision recorder or camera whose alert stream (ISAPI) is listened to. */
export type HikvisionPlan = {
  /** Without a closing slash: `http://10.0.8.20`. */
  readonly url: string;
  readonly username: string;
  /** Name of the environment variable that holds the password. */
  readonly passwordEnv: string;
  /** One that says nothing for so long is offline; its heartbeat comes about every ten seconds. */
  readonly silence: Millis;
};

export type HikvisionSource = {
  readonly is: "hikvision";
  /** Key into `sources.hikvision`. */
  readonly recorder: string;
  /** `heard`: the recorder itself; otherwise the channel whose picture is there or lost. */
  readonly tells: "heard" | { readonly channel: number };
};

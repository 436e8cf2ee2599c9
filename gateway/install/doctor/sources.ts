import { X509Certificate } from "node:crypto";
import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { connectAsync } from "mqtt";
import type { MqttBroker } from "#rules/site/broker.ts";
import type { ModbusLine, Site } from "#rules/site/model.ts";
import { millis } from "#rules/time/instant.ts";
import { pathOfPort } from "../../drivers/bytes/serial.ts";
import { connect } from "../../drivers/modbus/transport.ts";
import { wireText } from "../wire-address.ts";
import type { DoctorWords, Finding } from "./finding.ts";

const PATIENCE = millis(3_000);
const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** Whether the hall's time zone is known here, and what time it is there. */
export const checkZone = ({ calendar: { timeZone } }: Site, words: DoctorWords): Finding => {
  const time = new Date().toLocaleString("sv-SE", { timeZone }).slice(0, 16);
  return { mark: "ok", about: "time zone", text: words.zone(timeZone, time) };
};

/**
 * Whether a line can be reached. Many converters take one connection only: it is opened only where no gateway has it.
 *
 * @param isInUse  a gateway runs, whose own word counts
 */
export const checkLine = async (
  name: string,
  { wire }: ModbusLine,
  isInUse: boolean,
  words: DoctorWords,
): Promise<readonly Finding[]> => {
  const about = `modbus:${name}`;
  if (wire.is === "serial") return checkSerial(wire.port, words);
  if (isInUse) return [];
  const begun = performance.now();
  try {
    const connection = await connect({
      where: wireText(wire),
      wire,
      timeout: PATIENCE,
      signal: AbortSignal.timeout(PATIENCE * 2),
    });
    await connection.close();
    return [{ mark: "ok", about, text: words.line.ok(Math.round(performance.now() - begun)) }];
  } catch (error) {
    const fix = `ping -c 3 ${wire.host}`;
    return [{ mark: "bad", about, text: words.line.unreachable(whyOf(error)), fix }];
  }
};

const checkSerial = async (port: string, words: DoctorWords): Promise<readonly Finding[]> => {
  let path: string;
  try {
    path = pathOfPort(port);
  } catch (error) {
    return [
      { mark: "bad", about: port, text: words.serial.missing(whyOf(error)), fix: "ls -l /dev/serial/by-id" },
    ];
  }
  try {
    await access(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [
      code === "EACCES"
        ? { mark: "bad", about: port, text: words.serial.denied, fix: 'sudo usermod -aG dialout "$USER"' }
        : {
            mark: "bad",
            about: port,
            text: words.serial.missing(code ?? whyOf(error)),
            fix: "ls -l /dev/serial/by-id",
          },
    ];
  }
  const moves: Finding = {
    mark: "warn",
    about: port,
    text: words.serial.moves,
    fix: "ls -l /dev/serial/by-id",
  };
  const isFixed = port.startsWith("usb:") || port.startsWith("/dev/serial/");
  return [
    { mark: "ok", about: port, text: words.serial.ok },
    ...(isFixed || !/USB|ACM/.test(port) ? [] : [moves]),
  ];
};

/** Whether another broker lets us in, and how long that takes. */
export const checkBroker = async (
  broker: Extract<MqttBroker, { is: "external" }>,
  words: DoctorWords,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Finding> => {
  const { url, username, passwordEnv, tls = {} } = broker;
  const password = passwordEnv === undefined ? undefined : environment[passwordEnv];
  const about = "broker";
  if (passwordEnv !== undefined && password === undefined)
    return { mark: "bad", about, text: words.broker.noPassword(passwordEnv), fix: `export ${passwordEnv}=…` };
  const begun = performance.now();
  try {
    const [ca, cert, key] = await Promise.all(
      [tls.ca, tls.cert, tls.key].map(file => (file === undefined ? undefined : readFile(file))),
    );
    const client = await connectAsync(
      url,
      {
        connectTimeout: PATIENCE,
        reconnectPeriod: 0,
        ...(username !== undefined && { username }),
        ...(password !== undefined && { password }),
        ...(ca && { ca }),
        ...(cert && { cert }),
        ...(key && { key }),
      },
      false,
    );
    await client.endAsync(true);
    return { mark: "ok", about, text: `${url}, ${words.broker.ok(Math.round(performance.now() - begun))}` };
  } catch (error) {
    return {
      mark: "bad",
      about,
      text: `${url}: ${words.broker.unreachable(whyOf(error))}`,
      fix: `hallwatch mqtt listen ${url}`,
    };
  }
};

/** How long each certificate that the site file names is good for. */
export const checkCertificates = async (
  broker: MqttBroker | undefined,
  words: DoctorWords,
  now = Date.now(),
): Promise<readonly Finding[]> => {
  const { cert, ca } = broker?.tls ?? {};
  const files = [cert, ca].filter(file => file !== undefined);
  return Promise.all(files.map(file => checkCertificate(file, words, now)));
};

const checkCertificate = async (
  about: string,
  { certificate }: DoctorWords,
  now: number,
): Promise<Finding> => {
  try {
    const { validTo } = new X509Certificate(await readFile(about));
    const days = Math.floor((Date.parse(validTo) - now) / DAY_MS);
    if (days < 0) return { mark: "bad", about, text: certificate.expired(-days), fix: certificate.renew };
    const text = certificate.days(days);
    return days < SOON_DAYS
      ? { mark: "warn", about, text, fix: certificate.renew }
      : { mark: "ok", about, text };
  } catch (error) {
    return {
      mark: "bad",
      about,
      text: certificate.unreadable(whyOf(error)),
      fix: `openssl x509 -in ${about} -noout -dates`,
    };
  }
};

const whyOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message === "" ? ((error as NodeJS.ErrnoException).code ?? error.name) : error.message;
};

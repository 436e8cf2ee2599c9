import type { Looked } from "#gateway/ports/driver.ts";
import type { UnitLimits } from "#rules/site/modbus.ts";
import { boundsOf, spanOf } from "./bounds.ts";
import { decode } from "./decode.ts";
import { exception } from "./exception.ts";
import { placesOf } from "./places.ts";
import { type ModbusPoint, widthOf } from "./plan.ts";
import type { Answer, ReadRequest } from "./transport.ts";

/** Reads the places of a point one after the other, within what its unit bears, and makes its value of them. */
export const look = async (
  point: ModbusPoint,
  limits: UnitLimits | undefined,
  read: (request: ReadRequest) => Promise<Answer>,
): Promise<Looked> => {
  const { unit } = point.source;
  const raw: { table: Looked["raw"][number]["table"]; address: number; words: readonly number[] }[] = [];
  for (const place of placesOf(point.source)) {
    const { table, address } = place;
    const width = widthOf(place);
    const span = spanOf(table, address, address + width - 1, boundsOf(limits));
    if (!span) return { is: "none", why: `${table} ${address} must not be read, as its profile says`, raw };
    const answer = await read({ unit, table, ...span });
    if (answer.is !== "words") return { is: "none", why: whyNot(answer), raw };
    const from = address - span.address;
    raw.push({ table, address, words: answer.words.slice(from, from + width) });
  }
  const decoded = decode(
    point,
    raw.map(({ words }) => words),
  );
  return decoded.is === "bad"
    ? { is: "none", why: decoded.reason, raw }
    : { is: "value", value: decoded.value, raw };
};

const whyNot = (answer: Exclude<Answer, { is: "words" }>): string => {
  switch (answer.is) {
    case "exception":
      return exception(answer.code).text;
    case "timeout":
      return "no answer";
    case "written":
      throw new Error("a read was answered as a write");
    case "mismatch":
    case "garbled":
    case "closed":
      return answer.why;
    default:
      return answer satisfies never;
  }
};

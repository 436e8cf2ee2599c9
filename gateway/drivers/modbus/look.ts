import type { Looked } from "#gateway/ports/driver.ts";
import { decode } from "./decode.ts";
import { exception } from "./exception.ts";
import { placesOf } from "./places.ts";
import { type ModbusPoint, widthOf } from "./plan.ts";
import type { Answer, ReadRequest } from "./transport.ts";

/** Reads the places of a point one after the other, and makes its value of them. */
export const look = async (
  point: ModbusPoint,
  read: (request: ReadRequest) => Promise<Answer>,
): Promise<Looked> => {
  const { unit } = point.source;
  const raw: { table: Looked["raw"][number]["table"]; address: number; words: readonly number[] }[] = [];
  for (const place of placesOf(point.source)) {
    const { table, address } = place;
    const answer = await read({ unit, table, address, count: widthOf(place) });
    if (answer.is !== "words") return { is: "none", why: whyNot(answer), raw };
    raw.push({ table, address, words: answer.words });
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

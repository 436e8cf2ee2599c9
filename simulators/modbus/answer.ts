import { responses } from "jsmodbus";
import type { Table } from "../site/plan.ts";
import type { Unit } from "./unit.ts";

const READS: Readonly<Record<number, Table>> = { 1: "coil", 2: "discrete", 3: "holding", 4: "input" };

/**
 * What a unit answers to a request: data, or an exception.
 *
 * Exception 1 for a function other than reading, 3 for a quantity that is not allowed (1..2000 bits, 1..125 registers)
 * or a request of another length, 2 for an address that the unit does not have, 4 when it has a value that it cannot say.
 *
 * @param request  PDU: function code and what follows it
 * @returns        PDU of the answer
 * @see Modbus Application Protocol V1.1b3 §6.1 to §6.4 (state diagrams) and §7
 */
export const answer = (unit: Unit, request: Buffer): Buffer => {
  const code = request[0] ?? 0;
  const table = READS[code];
  if (!table) return exception(code, 1);
  if (request.length !== 5) return exception(code, 3);
  const start = request.readUInt16BE(1);
  const count = request.readUInt16BE(3);
  const most = table === "coil" || table === "discrete" ? 2000 : 125;
  if (count < 1 || count > most) return exception(code, 3);
  if (start + count > unit.size(table)) return exception(code, 2);
  const image = unit.image(table);
  if (!image) return exception(code, 4);
  return data(table, [...image.subarray(start, start + count)]);
};

const data = (table: Table, values: number[]): Buffer => {
  const bytes = Math.ceil(values.length / 8);
  switch (table) {
    case "coil":
      return new responses.ReadCoilsResponseBody(values, bytes).createPayload();
    case "discrete":
      return new responses.ReadDiscreteInputsResponseBody(values, bytes).createPayload();
    case "holding":
      return new responses.ReadHoldingRegistersResponseBody(values.length * 2, values).createPayload();
    case "input":
      return new responses.ReadInputRegistersResponseBody(values.length * 2, values).createPayload();
    default:
      return table satisfies never;
  }
};

const exception = (code: number, why: 1 | 2 | 3 | 4): Buffer => Buffer.from([code | 0x80, why]);

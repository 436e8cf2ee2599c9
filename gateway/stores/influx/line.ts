/**
 * Line protocol in the part that all its stores agree on.
 *
 * @see https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/ (escaping); VictoriaMetrics
 *      also takes `\\` in a tag for one backslash where InfluxDB 1.x keeps both, so such tags are refused
 */

/**
 * Checks the name of a measurement, tag or field.
 *
 * @throws {RangeError} unless it is `[A-Za-z_][A-Za-z0-9_]*`, which needs no escaping in any store
 */
export const portableName = (name: string): string => {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new RangeError(`not a portable name: ${JSON.stringify(name)}`);
  return name;
};

/**
 * Escapes the value of a tag.
 *
 * @throws {RangeError} when it is empty, holds a line break, or a backslash where stores read it differently
 */
export const tagValue = (text: string): string => {
  if (text === "") throw new RangeError("a tag cannot be empty");
  refuseLineBreak(text);
  if (/\\(?:[,= \\]|$)/.test(text))
    throw new RangeError(`a backslash that stores disagree on: ${JSON.stringify(text)}`);
  return text.replace(/[,= ]/g, "\\$&");
};

/**
 * Quotes a text field.
 *
 * @throws {RangeError} when it holds a line break
 */
export const fieldText = (text: string): string => {
  refuseLineBreak(text);
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
};

/**
 * A number as a float field.
 *
 * @throws {RangeError} when it is not finite: line protocol has no word for that
 */
export const fieldNumber = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
  return String(value);
};

const refuseLineBreak = (text: string): void => {
  if (/[\n\r]/.test(text)) throw new RangeError(`a line break inside a line: ${JSON.stringify(text)}`);
};

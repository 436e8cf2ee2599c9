import protobuf from "protobufjs";

const optional = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ rule: "repeated", type, id });
// In proto2 a field that was sent is told from one that was not, also when it is zero or false.
const message = (fields: Record<string, ReturnType<typeof optional>>) => ({ edition: "proto2", fields });

/**
 * The parts of the Sparkplug B payload that a hall needs, as a protobuf description. Fields that are not here (data
 * sets, templates, metadata) are passed over.
 *
 * @see Sparkplug 3.0.0 §6.4.1, sparkplug_b.proto
 */
const FORM = {
  Payload: message({
    timestamp: optional("uint64", 1),
    metrics: repeated("Metric", 2),
    seq: optional("uint64", 3),
  }),
  Metric: message({
    name: optional("string", 1),
    alias: optional("uint64", 2),
    timestamp: optional("uint64", 3),
    datatype: optional("uint32", 4),
    isHistorical: optional("bool", 5),
    isNull: optional("bool", 7),
    properties: optional("PropertySet", 9),
    intValue: optional("uint32", 10),
    longValue: optional("uint64", 11),
    floatValue: optional("float", 12),
    doubleValue: optional("double", 13),
    booleanValue: optional("bool", 14),
    stringValue: optional("string", 15),
  }),
  PropertySet: message({ keys: repeated("string", 1), values: repeated("PropertyValue", 2) }),
  PropertyValue: message({ intValue: optional("uint32", 3), longValue: optional("uint64", 4) }),
};

/** The message type of a payload. */
export const PAYLOAD = protobuf.Root.fromJSON({ nested: FORM }).lookupType("Payload");

import protobuf from "protobufjs";

const optional = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ rule: "repeated", type, id });

/**
 * The parts of the Sparkplug B payload that a hall needs, as a protobuf description. Fields that are not here (data
 * sets, templates, metadata) are passed over.
 *
 * @see Sparkplug 3.0.0 §6.4.1, sparkplug_b.proto
 */
const ROOT = protobuf.Root.fromJSON({
  nested: {
    Payload: {
      fields: {
        timestamp: optional("uint64", 1),
        metrics: repeated("Metric", 2),
        seq: optional("uint64", 3),
      },
    },
    Metric: {
      fields: {
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
      },
    },
    PropertySet: { fields: { keys: repeated("string", 1), values: repeated("PropertyValue", 2) } },
    PropertyValue: { fields: { intValue: optional("uint32", 3), longValue: optional("uint64", 4) } },
  },
});

/** The message type of a payload. */
export const PAYLOAD = ROOT.lookupType("Payload");

/** What the embedded broker takes from one client, and from all of them. */
export type BrokerLimits = {
  /** Longest payload, in bytes: a longer one is a bad reading of its points. */
  readonly payloadBytes?: number;
  /** Messages a second from one client, on average over some seconds; absent: only a broken device is slowed down. */
  readonly ratePerSecond?: number;
  /** Different topics from one client. */
  readonly topics?: number;
  /** Levels of a topic, and of JSON. */
  readonly depth?: number;
  /** Connections at once. */
  readonly connections?: number;
};

/** TLS of the embedded broker; files as paths, as written until the hall is loaded, then absolute or from where it runs. */
export type BrokerTls = {
  readonly port: number;
  readonly cert: string;
  readonly key: string;
  /** Who signs the certificates of devices; absent: devices have none. */
  readonly ca?: string;
  /** Certificates of devices that are worth nothing any more. */
  readonly crl?: string;
  /** Nothing listens without TLS. */
  readonly only: boolean;
};

/** TLS towards another broker: who signs its certificate when that is nobody whom everybody knows, and our own. */
export type ClientTls = { readonly ca?: string; readonly cert?: string; readonly key?: string };

/** The broker that the hall's MQTT devices speak to. */
export type MqttBroker =
  | {
      readonly is: "embedded";
      readonly host: string;
      readonly port: number;
      readonly maxPacketBytes: number;
      /** `named`: only devices with a credential, each on its own topics. Absent: `open`, for anybody who reaches it. */
      readonly clients?: "open" | "named";
      readonly limits?: BrokerLimits;
      readonly tls?: BrokerTls;
    }
  | {
      readonly is: "external";
      /** `mqtt://host:port` or `mqtts://host:port`. */
      readonly url: string;
      readonly version: 4 | 5;
      readonly username?: string;
      /** Name of the environment variable that holds the password. */
      readonly passwordEnv?: string;
      readonly maxPacketBytes: number;
      readonly tls?: ClientTls;
    };

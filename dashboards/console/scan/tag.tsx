import { useEffect, useState } from "preact/hooks";
import { t } from "../words/language.ts";

/** What a tag says: the address that is written on it, and the number that it is made with. */
export type Tag = { readonly text: string; readonly serial: string };

type TagEvent = Event & {
  readonly serialNumber: string;
  readonly message: {
    readonly records: readonly { readonly recordType: string; readonly data?: DataView }[];
  };
};
type Reader = EventTarget & { scan(options: { signal: AbortSignal }): Promise<void> };
type Readers = { readonly NDEFReader: new () => Reader };

/** Waits for the phone to be held to a tag. @see W3C Community Group, Web NFC */
export const TagReader = ({ onRead, onClose }: { onRead: (tag: Tag) => void; onClose: () => void }) => {
  const words = t().scan;
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    const { NDEFReader } = globalThis as unknown as Readers;
    const reader = new NDEFReader();
    reader.addEventListener("reading", event => {
      end.abort();
      onRead(tagOf(event as TagEvent));
    });
    reader.scan({ signal: end.signal }).catch(() => setFailed(!end.signal.aborted));
    return () => end.abort();
  }, []);
  return (
    <div class="camera">
      <p role={hasFailed ? "alert" : "status"}>{hasFailed ? words.nfcFailed : words.touching}</p>
      <button type="button" onClick={onClose}>
        {t().close}
      </button>
    </div>
  );
};

const tagOf = ({ serialNumber, message }: TagEvent): Tag => {
  const record = message.records.find(
    ({ recordType }) => recordType === "url" || recordType === "absolute-url",
  );
  return { text: record?.data ? new TextDecoder().decode(record.data) : "", serial: serialNumber };
};

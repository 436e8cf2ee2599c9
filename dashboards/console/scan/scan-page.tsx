import "../styles/tasks.css";
import { useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { register, useRegister } from "../register/read-register.ts";
import { go, href, route } from "../route.ts";
import { WorkTabs } from "../tasks/work-tabs.tsx";
import { t } from "../words/language.ts";
import { ableHere, type Missing, missing } from "./able.ts";
import { Camera } from "./camera.tsx";
import { stickerOf } from "./sticker.ts";
import { type Tag, TagReader } from "./tag.tsx";
import { Thing } from "./thing.tsx";

/** Stands before a thing: reads its sticker, or shows what a sticker opened. */
export const ScanPage = () => {
  useRegister();
  const { id, query } = route.value;
  return (
    <div class="scan-page">
      {id === null ? (
        <>
          <h1>{t().scan.title}</h1>
          <WorkTabs />
          <Ways />
        </>
      ) : (
        <Thing key={`${id} ${query.k ?? ""}`} id={id} scanned={scannedIn(query)} />
      )}
    </div>
  );
};

/** How the thing was found, as its address says: a tag that was touched, a code that was typed, else a code that was read. */
const scannedIn = ({ k = "", tag = "", how }: Readonly<Record<string, string>>) => {
  if (k === "" && tag === "") return null;
  if (tag !== "") return { how: "nfc" as const, code: k, tag };
  return { how: how === "typed" ? ("typed" as const) : ("qr" as const), code: k };
};

const Ways = () => {
  const words = t().scan;
  const [way, setWay] = useState<"camera" | "tag" | null>(null);
  const [isStrange, setStrange] = useState(false);
  const able = ableHere();
  const open = (read: string, more: Readonly<Record<string, string>>): void => {
    const found = stickerOf(read, register.value?.assets ?? []);
    setWay(null);
    setStrange(found === null);
    if (found) go(href("scan", found.id, { k: found.code, ...more }));
  };
  const lacking = missing(able);
  return (
    <>
      <p class="meaning">{words.meaning}</p>
      <div class="ways">
        {way === "camera" && <Camera onRead={text => open(text, {})} onClose={() => setWay(null)} />}
        {way === "tag" && (
          <TagReader
            onRead={({ text, serial }: Tag) => open(text, { tag: serial })}
            onClose={() => setWay(null)}
          />
        )}
        {way === null && able.isSecure && able.hasCamera && able.readsCodes && (
          <button type="button" class="primary" onClick={() => setWay("camera")}>
            <Icon name="camera" /> {words.camera}
          </button>
        )}
        {way === null && able.isSecure && able.readsTags && (
          <button type="button" onClick={() => setWay("tag")}>
            <Icon name="tag" /> {words.nfc}
          </button>
        )}
        <Typed onTyped={code => open(code, { how: "typed" })} />
      </div>
      <p class="refusal" role="alert">
        {isStrange ? words.strange : ""}
      </p>
      {lacking.length > 0 && <Lacking lacking={lacking} />}
    </>
  );
};

const Typed = ({ onTyped }: { onTyped: (code: string) => void }) => {
  const words = t().scan;
  const [code, setCode] = useState("");
  return (
    <form
      class="typed"
      onSubmit={event => {
        event.preventDefault();
        onTyped(code);
      }}
    >
      <label class="field">
        {words.typed}
        <input
          name="code"
          required
          maxLength={200}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={code}
          onInput={({ currentTarget }) => setCode(currentTarget.value)}
        />
        <small>{words.typedHint}</small>
      </label>
      <button type="submit">{words.open}</button>
    </form>
  );
};

/** What does not work here and why: nothing fails in silence. */
const Lacking = ({ lacking }: { lacking: readonly Missing[] }) => {
  const words = t().scan;
  return (
    <section class="lacking">
      <h2>
        <b aria-hidden="true">?</b> {words.missingTitle}
      </h2>
      {lacking.includes("tls") && <p>{words.missing.tls}</p>}
      <ul>
        {lacking
          .filter(each => each !== "tls")
          .map(each => (
            <li key={each}>{words.missing[each]}</li>
          ))}
      </ul>
    </section>
  );
};

import { useRef, useState } from "preact/hooks";
import type { WireUnknownDevice } from "#gateway/wire/device.ts";
import { Age } from "../parts/age.tsx";
import { t } from "../words/language.ts";
import { siteLines } from "./site-lines.ts";

/** Who speaks on the broker and is in no site file, with the lines that would make a device of it. */
export const UnknownList = ({ unknown }: { unknown: readonly WireUnknownDevice[] }) => {
  const words = t().devices;
  if (unknown.length === 0) return null;
  return (
    <section class="unknown-devices">
      <h2>{words.unknown(unknown.length)}</h2>
      <p class="quiet">{words.unknownMeaning}</p>
      <ul>
        {unknown.map(device => (
          <li key={device.name}>
            <UnknownDevice device={device} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const UnknownDevice = ({ device }: { device: WireUnknownDevice }) => {
  const words = t().devices;
  const { name, family, profiles, messages, lastAt } = device;
  const [chosen, choose] = useState<string | null>(profiles[0] ?? null);
  return (
    <details>
      <summary>
        <strong>{name}</strong>
        <span class="quiet">
          {family === null ? words.noFamily : words.family(family)} · {words.messages(messages)} ·{" "}
          <Age at={lastAt} />
        </span>
      </summary>
      {profiles.length === 0 ? (
        <p class="quiet">{words.noProfileFits}</p>
      ) : (
        <label class="field">
          {words.couldBe}
          <select onChange={({ currentTarget }) => choose(currentTarget.value)}>
            {profiles.map(profile => (
              <option key={profile} value={profile} selected={profile === chosen}>
                {profile}
              </option>
            ))}
          </select>
        </label>
      )}
      <Lines text={siteLines(device, chosen)} />
    </details>
  );
};

/** Text to be copied. Where the browser gives no clipboard (the page came over plain HTTP) it is marked instead. */
const Lines = ({ text }: { text: string }) => {
  const words = t().devices;
  const lines = useRef<HTMLTextAreaElement>(null);
  const [done, tellDone] = useState<"copied" | "selected" | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      tellDone("copied");
    } catch {
      lines.current?.select();
      tellDone("selected");
    }
  };
  return (
    <div class="site-lines">
      <label class="field">
        {words.lines}
        <textarea ref={lines} readOnly rows={text.split("\n").length} value={text} />
      </label>
      <button type="button" onClick={() => void copy()}>
        {words.copy}
      </button>{" "}
      <span role="status">{done === null ? "" : words[done]}</span>
    </div>
  );
};

import { useRef, useState } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { hall } from "../../store/live.ts";
import { tell } from "../../store/news.ts";
import { say, t } from "../../words/language.ts";
import { commandOf, perform, type Result } from "../perform.ts";
import { Frame } from "./frame.tsx";
import { TakePhoto } from "./take-photo.tsx";
import { Who } from "./who.tsx";

/** A note, or the word that everything is done: text, a ready sentence, a picture. */
export const NoteDialog = ({ is, alert }: { is: "note" | "confirm"; alert: WireAlert }) => {
  const words = t();
  const text = useRef<HTMLTextAreaElement>(null);
  const [photo, setPhoto] = useState<Blob | null>(null);
  const send = async (fields: FormData, by: string, id: string): Promise<Result | string> => {
    const note = String(fields.get("note") ?? "").trim();
    if (note === "" && photo === null) return words.confirm.needs;
    const result = await perform(commandOf(is, alert, { by, note }, { id, photo }));
    const title = say(alert.title);
    if (result.is === "queued") tell(t().queuedToast(title), "done");
    if (result.is === "done") tell(t()[is].done(title), "done");
    return result;
  };
  return (
    <Frame
      title={words[is].title}
      {...(is === "confirm" && { meaning: words.confirm.meaning })}
      alert={alert}
      verb={words[is].verb}
      sends={is}
      send={send}
    >
      <Who mayBeOther={is === "note"} />
      <label class="field">
        {words[is].text}
        <textarea name="note" rows={3} maxLength={1000} ref={text} />
      </label>
      <fieldset class="canned">
        <legend>{words.note.ready}</legend>
        {words.note.canned.map(each => (
          <button
            key={each}
            type="button"
            class="chip"
            onClick={() => {
              if (text.current) text.current.value = each;
            }}
          >
            {each}
          </button>
        ))}
      </fieldset>
      {hall.value?.photos && <TakePhoto photo={photo} onTaken={setPhoto} />}
    </Frame>
  );
};

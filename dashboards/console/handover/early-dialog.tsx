import { useState } from "preact/hooks";
import type { WireHandoverList } from "#gateway/wire/handover.ts";
import { roleName } from "../account/people.tsx";
import { FormDialog } from "../parts/form-dialog.tsx";
import { hall } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { readHandovers } from "./read-handovers.ts";

/** Somebody hands over before the roster says so. */
export const EarlyDialog = ({ list, onClose }: { list: WireHandoverList; onClose: () => void }) => {
  const words = t().handover;
  const posts = list.responsible.map(({ post }) => post);
  const [post, setPost] = useState(posts[0] ?? "");
  const holder = list.responsible.find(each => each.post === post)?.person;
  const others = (hall.value?.people ?? []).filter(({ id, roles }) => roles.includes(post) && id !== holder);
  return (
    <FormDialog
      title={words.earlyTitle}
      meaning={words.earlyMeaning}
      verb={words.early}
      path="/api/handovers"
      body={fields => ({ body: { post: String(fields.get("post")), to: String(fields.get("to")) } })}
      onDone={() => {
        tell(t().handover.earlyDone, "done");
        void readHandovers();
      }}
      onClose={onClose}
    >
      <label class="field">
        {words.post}
        <select name="post" required onChange={({ currentTarget }) => setPost(currentTarget.value)}>
          {posts.map(each => (
            <option key={each} value={each} selected={each === post}>
              {roleName(each)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {words.to}
        <select name="to" required data-first="true">
          <option value="">{t().acknowledge.choose}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </FormDialog>
  );
};

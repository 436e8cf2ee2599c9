import type { WireLoad } from "#gateway/wire/load.ts";
import { Badge } from "../parts/badge.tsx";
import { say, t } from "../words/language.ts";

/** What a rule says of a target, with the rule's id for whoever changes it. */
export const Named = ({ read, subject }: { read: WireLoad; subject: string }) => {
  const known = read.subjects.find(({ key }) => key === subject);
  if (known === undefined) return <span class="load-name">{subject}</span>;
  return (
    <span class="load-name">
      <Badge priority={known.priority} />
      <span class="unseen">{t().priority(known.priority)}</span>
      <span>
        {say(known.title)} · {say(known.targetName)} <code>{known.key}</code>
      </span>
    </span>
  );
};

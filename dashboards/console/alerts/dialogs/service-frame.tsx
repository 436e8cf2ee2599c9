import { useRef, useState } from "preact/hooks";
import type { WireService } from "#gateway/wire/service.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { say, t } from "../../words/language.ts";
import { endAsking, type Refusal } from "../asked.ts";
import { personOf, Who } from "./who.tsx";

type Props = {
  readonly service: WireService;
  /** @returns what stood against it; null when it was done */
  send(by: string): Promise<Refusal | null>;
};

/** Asks who puts something back into service. */
export const ServiceFrame = ({ service, send }: Props) => {
  const form = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const words = t().service;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!form.current) return;
    const by = personOf(new FormData(form.current));
    setRefusal(
      by === "" ? { why: t().acknowledge.nameMissing, detail: "", isOffline: false } : await send(by),
    );
  };
  return (
    <Dialog title={words.backTitle} onClose={endAsking}>
      <form ref={form} onSubmit={event => void submit(event)}>
        <p class="asked">
          <span>
            <strong>{say(service.name)}</strong>
            <small>{words.line(service.order, service.by)}</small>
          </span>
        </p>
        <p class="meaning">{words.backMeaning}</p>
        <Who />
        <p class="refusal" role="alert">
          {refusal?.why}
          {refusal?.detail && <small lang="en">{refusal.detail}</small>}
        </p>
        <footer>
          <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
            {t().cancel}
          </button>
          <button type="submit" class="primary" data-first="true">
            {words.back}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};

import "../styles/dialog.css";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { arrivedCritical } from "../store/news.ts";
import { t } from "../words/language.ts";
import { Icon } from "./icon.tsx";

type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
};

/**
 * The browser's own modal dialog: it holds the focus, Esc closes it, and the focus goes back to where it was. Its
 * backdrop leaves the alarm bar in sight, and a critical alert that comes in behind it is told in its header.
 */
export const Dialog = ({ title, onClose, children }: DialogProps) => {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const openedWith = useRef(arrivedCritical.peek());
  // Before it is painted, so that a key pressed at once is pressed in the dialog and not on the page behind it.
  useLayoutEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    element.current?.querySelector<HTMLElement>("[data-first=true]")?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const arrived = arrivedCritical.value;
  return (
    <dialog
      ref={element}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={event => event.target === element.current && element.current?.close()}
      onKeyDown={event => event.key === "Escape" && event.stopPropagation()}
    >
      <div class="dialog">
        <header>
          <h2 id={heading}>{title}</h2>
          <button type="button" class="plain" aria-label={t().close} onClick={() => element.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {arrived !== null && arrived !== openedWith.current && <p class="arrived">{arrived.text()}</p>}
        {children}
      </div>
    </dialog>
  );
};

import { closingView, openingView } from "#rules/closing/view.ts";
import type { Hall } from "#rules/routine/clerk.ts";
import type { CheckCommand } from "#rules/routine/command.ts";
import type { ClosingApi } from "../http/closing.ts";
import type { Commanded } from "../http/commanded.ts";
import type { OpeningApi } from "../http/opening.ts";
import type {
  ApproveExtension,
  ConfirmItem,
  ExceptItem,
  ExtendClosing,
  ReEnter,
  SignClosing,
  SignOpening,
  WireClosing,
  WireOpening,
} from "../wire/closing.ts";
import type { CertificateShelf } from "./certificate-shelf.ts";
import { wireClosing, wireOpening } from "./closing-wire.ts";
import { asking, momentOf, noPhoto, type PaperDeskParts } from "./paper-desk.ts";

export type CheckDeskParts = PaperDeskParts & { readonly shelf: CertificateShelf };

type Asked = { readonly by: string; readonly id?: string | undefined };
type Signed<B> = Omit<B, "secret">;

/** Where people close the hall and open it. */
export class CheckDesk implements ClosingApi, OpeningApi {
  readonly #parts: CheckDeskParts;

  constructor(parts: CheckDeskParts) {
    this.#parts = parts;
  }

  closing(): WireClosing {
    const hall = this.#hall();
    const view = closingView(hall);
    const day = view.round?.businessDay ?? hall.span.businessDay;
    const isPreview = view.since === null && view.round === null;
    return wireClosing(view, hall, isPreview ? null : this.#parts.shelf.latest("closing", day));
  }

  opening(): WireOpening {
    const hall = this.#hall();
    const view = openingView(hall, this.#parts.rules().book.duties);
    const day = view.round?.businessDay;
    return wireOpening(view, hall, day === undefined ? null : this.#parts.shelf.latest("opening", day));
  }

  async confirmItem(asked: ConfirmItem): Promise<Commanded<WireClosing>> {
    const { item, note, photo } = asked;
    const refused = noPhoto(this.#parts.photos, photo);
    if (refused) return refused;
    const said = { note, ...(photo !== undefined && { photo }) };
    return this.#close(asked, "confirmed", {
      is: "confirm-item",
      ...asking(this.#parts, asked),
      item,
      ...said,
    });
  }

  signClosing(asked: Signed<SignClosing>): Promise<Commanded<WireClosing>> {
    const { scope } = asked;
    return this.#close(asked, "signed", { is: "sign-closing", ...asking(this.#parts, asked), scope });
  }

  extendClosing(asked: ExtendClosing): Promise<Commanded<WireClosing>> {
    const { why } = asked;
    const until = momentOf(asked.until);
    return this.#close(asked, "asked for", {
      is: "extend-closing",
      ...asking(this.#parts, asked),
      until,
      why,
    });
  }

  approveExtension(asked: Signed<ApproveExtension>): Promise<Commanded<WireClosing>> {
    return this.#close(asked, "approved", { is: "approve-extension", ...asking(this.#parts, asked) });
  }

  reEnter(asked: Signed<ReEnter>): Promise<Commanded<WireClosing>> {
    const { why } = asked;
    return this.#close(asked, "noted", { is: "re-enter", ...asking(this.#parts, asked), why });
  }

  async exceptItem(asked: ExceptItem): Promise<Commanded<WireOpening>> {
    const { item, note, photo } = asked;
    const refused = noPhoto(this.#parts.photos, photo);
    if (refused) return refused;
    const said = { note, ...(photo !== undefined && { photo }) };
    return this.#open(asked, "taken along", {
      is: "except-item",
      ...asking(this.#parts, asked),
      item,
      ...said,
    });
  }

  signOpening(asked: Signed<SignOpening>): Promise<Commanded<WireOpening>> {
    return this.#open(asked, "signed", { is: "sign-opening", ...asking(this.#parts, asked) });
  }

  #close({ id }: Asked, done: string, command: CheckCommand): Promise<Commanded<WireClosing>> {
    return this.#parts.desk.put({ command, id, done, answer: () => this.#settled(() => this.closing()) });
  }

  #open({ id }: Asked, done: string, command: CheckCommand): Promise<Commanded<WireOpening>> {
    return this.#parts.desk.put({ command, id, done, answer: () => this.#settled(() => this.opening()) });
  }

  /** A certificate that was just issued is shown with the answer. */
  async #settled<T>(show: () => T): Promise<T> {
    await this.#parts.shelf.settled();
    return show();
  }

  /** The hall as it is now, with papers as they are recorded. */
  #hall(): Hall {
    const { engine, papers } = this.#parts;
    return { ...engine.current.hall, papers: kind => papers.of(kind) };
  }
}

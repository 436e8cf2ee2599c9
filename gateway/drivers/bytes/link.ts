/** An open socket or port. */
export type Link = {
  readonly isOpen: boolean;
  send(bytes: Uint8Array): void;
  /** Closes it, whatever is under way; `close` follows. */
  drop(): void;
  /** Called once, before anything can have come. */
  listen(hear: {
    data(bytes: Uint8Array): void;
    error(error: Error): void;
    /** Always, and last. */
    close(): void;
  }): void;
};

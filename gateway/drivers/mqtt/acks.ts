/** Called when a QoS 1 or 2 message may be acknowledged; with an error its client is cut off and sends again later. */
export type Acknowledge = (error?: Error) => void;

/**
 * Holds acknowledgements until what they promise is durable. All that come in one turn of the event loop wait for one
 * `durable()`, so that a commit serves many messages.
 *
 * @param handOn   hands the readings of this turn on, so that `durable` covers them
 * @param durable  resolves when everything handed on so far is durable; rejects when it cannot be made so
 */
export const acksAfter = (
  handOn: () => void,
  durable: () => Promise<void>,
): ((acknowledge: Acknowledge) => void) => {
  let waiting: Acknowledge[] = [];
  const release = () => {
    const acknowledged = waiting;
    waiting = [];
    handOn();
    durable().then(
      () => {
        for (const acknowledge of acknowledged) acknowledge();
      },
      (cause: unknown) => {
        const error = new Error("message could not be stored", { cause });
        for (const acknowledge of acknowledged) acknowledge(error);
      },
    );
  };
  return acknowledge => {
    waiting.push(acknowledge);
    if (waiting.length === 1) setImmediate(release);
  };
};

import mqemitter from "mqemitter";

/**
 * How the embedded broker hands messages to its own subscribers: without waiting for them. With the broker's usual
 * emitter a publisher is not read any further until every subscriber has taken its message, so that one frozen
 * subscriber would stop the readings of the hall.
 */
export const subscribers = (): Pick<mqemitter.MQEmitter, "on" | "removeListener" | "emit" | "close"> => {
  const emitter = mqemitter({ matchEmptyLevels: true });
  return {
    on: (filter, listener, done) => emitter.on(filter, listener, done),
    removeListener: (filter, listener, done) => emitter.removeListener(filter, listener, done),
    emit: (message, done) => {
      emitter.emit(message);
      done?.();
    },
    close: done => emitter.close(done),
  };
};

import type { StreamEvents } from "../../wire/stream.ts";

type Told = {
  readonly [K in keyof StreamEvents]: { readonly event: K; readonly data: StreamEvents[K] };
}[keyof StreamEvents];

/** A console that listens to the live stream. */
export type StreamReader = {
  /** Everything that it was told, oldest first. */
  readonly told: readonly Told[];
  /** Of one kind. */
  of<K extends keyof StreamEvents>(event: K): readonly StreamEvents[K][];
  stop(): void;
};

/** Connects to `GET /api/stream` and resolves when the snapshot is there. */
export const readStream = async (url: string): Promise<StreamReader> => {
  const leaving = new AbortController();
  const { body } = await fetch(`${url}/api/stream`, { signal: leaving.signal });
  if (body === null) throw new Error("the stream has no body");
  const told: Told[] = [];
  const arrived = Promise.withResolvers<void>();
  const read = async () => {
    let text = "";
    for await (const piece of body.pipeThrough(new TextDecoderStream())) {
      const frames = (text + piece).split("\n\n");
      text = frames.pop() ?? "";
      for (const frame of frames) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
        if (event && data) told.push({ event, data: JSON.parse(data) } as Told);
      }
      if (told.length > 0) arrived.resolve();
    }
  };
  read().catch(arrived.reject);
  await arrived.promise;
  return {
    told,
    of: event => told.flatMap(one => (one.event === event ? [one.data as StreamEvents[typeof event]] : [])),
    stop: () => leaving.abort(),
  };
};

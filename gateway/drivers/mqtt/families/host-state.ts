import type { Instant } from "#rules/time/instant.ts";

/** How this gateway tells the edge nodes of Sparkplug that it listens: retained, and taken back by its last will. */
export type HostState = {
  /** `spBv1.0/STATE/hallwatch-site-a` */
  readonly topic: string;
  /** What is published when the connection is there; `at` is when it was asked for. */
  online(at: Instant): string;
  /** The last will of that connection, with the same time, and what is published before parting. */
  offline(at: Instant): string;
};

/**
 * The state of a primary host. Edge nodes that are set to wait for it keep what they measure while it is gone.
 *
 * @param id  what the edge nodes are set to: the client id of this gateway
 * @see Sparkplug 3.0.0 §5.2, §6.4.32 (STATE)
 */
export const hostState = (id: string): HostState => ({
  topic: `spBv1.0/STATE/${id}`,
  online: at => JSON.stringify({ online: true, timestamp: at }),
  offline: at => JSON.stringify({ online: false, timestamp: at }),
});

import { apiOf, hallwatch, type Running } from "#gateway/cli/testing/running.ts";
import { freePort } from "#gateway/stores/testing/child-server.ts";
import { until } from "#gateway/stores/testing/until.ts";

/** The clock that gateway and devices share: what it showed at `origin` (ms since 1970), and how fast it runs. */
export type Rehearsal = { readonly begin: Date; readonly origin: number; readonly speed: number };

/** A gateway as it is delivered, in a process of its own, on the same port and data however often it is started. */
export class GatewayProcess {
  readonly #config: string;
  readonly #clock: Rehearsal;
  #port = 0;
  #run: Running | null = null;
  /** Where it keeps its records. */
  readonly data: string;

  /** @param port  absent: any that is free */
  constructor(config: string, data: string, clock: Rehearsal, port = 0) {
    this.#config = config;
    this.data = data;
    this.#clock = clock;
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  get api(): ReturnType<typeof apiOf> {
    return apiOf(this.#port);
  }

  /** Now on the hall's clock, in ms since 1970. */
  now(): number {
    const { begin, origin, speed } = this.#clock;
    return begin.getTime() + (Date.now() - origin) * speed;
  }

  /** Resolves when it answers. @throws {Error} with all that it said, when it ends instead */
  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePort();
    const { begin, origin, speed } = this.#clock;
    const clock = ["--begin", begin.toISOString(), "--origin", String(origin), "--speed", String(speed)];
    const files = ["--config", this.#config, "--data", this.data];
    const run = hallwatch("start", ...files, "--http", `127.0.0.1:${this.#port}`, ...clock);
    this.#run = run;
    const isDecided = async () => run.child.exitCode !== null || (await this.api.isUp());
    await until("the gateway answers", isDecided);
    if (run.child.exitCode !== null) throw new Error(`the gateway did not start:\n${run.output()}`);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#run?.stop("SIGKILL");
  }

  async stop(): Promise<void> {
    const child = this.#run?.child;
    if (child?.exitCode === null && child.signalCode === null) await this.#run?.stop("SIGTERM");
  }
}

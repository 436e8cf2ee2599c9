import { putBack } from "#gateway/wire/service.ts";
import type { Answer } from "./fake-accounts.ts";
import { fakeDeviceRead } from "./fake-devices.ts";
import type { FakeGateway } from "./fake-gateway.ts";

/** What somebody asks for: `POST /api/noun/id/verb`. */
export type FakeDeed = {
  readonly noun: string;
  readonly id: string;
  readonly verb: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** Does what somebody asks for, and tells what changed by it. */
export const fakeDeed = (gateway: FakeGateway, { noun, id, verb, body }: FakeDeed): Answer => {
  const world = gateway.world();
  const { hall, now } = world;
  if (noun === "session") return gateway.accounts.signIn(hall, body);
  if (noun === "set-up") return gateway.accounts.useSetUp(hall, id, body);
  if (noun === "accounts") return gateway.accounts.link(id);
  if (noun === "closing" || noun === "opening") return checked(gateway, noun, id, body);
  if (noun === "tasks") return gateway.tasks.do(id, body, hall, now) ?? none(noun, id);
  if (noun === "tickets" || noun === "keys") return mended(gateway, noun, id, body);
  if (noun === "handovers") return handedOver(gateway, id, body);
  if (noun === "commands") return ordered(gateway, id, verb, body);
  if (noun === "devices") return readNow(gateway, String(body.device));
  if (noun === "meters") return gateway.meters.do(id, verb, body, now);
  if (noun === "reports") return gateway.reports.act(id, verb, body, world);
  if (noun === "days") return gateway.days.announce(hall, now, body);
  if (noun === "activities")
    return verb === "approve" ? gateway.days.approve(now, id, body) : gateway.days.ask(now, body);
  if (noun === "services") return served(gateway, id, verb, body);
  if (noun === "roster") {
    const { roster } = gateway;
    const refused = id === "present" ? roster.present(hall, body) : roster.absent(hall, body);
    return refused ?? { status: 200, value: roster.read(hall, now, new URLSearchParams()) };
  }
  return gateway.book.command(verb, id, body);
};

const served = (gateway: FakeGateway, id: string, verb: string, body: unknown): Answer => {
  if (verb !== "put-back") return { status: 200, value: { service: gateway.takeOut(body) } };
  putBack.parse(body);
  gateway.book.putBack(id);
  const at = new Date(gateway.now()).toISOString();
  return { status: 200, value: { services: gateway.book.services(), at } };
};

/** Somebody switches something, or decides about what a rule proposes. */
const ordered = (gateway: FakeGateway, id: string, verb: string, body: unknown): Answer => {
  const { controls } = gateway;
  const world = gateway.world();
  const answer = verb === "" ? controls.order(body, world) : controls.decide(id, verb, body, world);
  gateway.tellControls();
  return answer;
};

const readNow = (gateway: FakeGateway, id: string): Answer => {
  const value = fakeDeviceRead(id, gateway.world());
  if (value) return { status: 200, value };
  return { status: 409, value: { error: "REFUSED", message: `${id} has no point over Modbus` } };
};

/** What somebody did about the closing or the opening of the day. */
const checked = (
  gateway: FakeGateway,
  noun: "closing" | "opening",
  verb: string,
  body: Readonly<Record<string, unknown>>,
): Answer => {
  const { hall, now } = gateway.world();
  const answer =
    noun === "closing"
      ? gateway.rounds.do(verb, body, gateway.check(), { hall, now })
      : gateway.opening.do(verb, body, hall, now);
  gateway.tellClosing();
  return answer ?? none(noun, verb);
};

const mended = (gateway: FakeGateway, noun: "tickets" | "keys", verb: string, body: unknown): Answer => {
  const { tickets } = gateway;
  const world = gateway.world();
  if (noun === "keys") return tickets.actOnKey(body, world);
  return verb === "act" ? tickets.act(body, world) : tickets.open(body, world);
};

const handedOver = (gateway: FakeGateway, verb: string, body: Readonly<Record<string, unknown>>): Answer => {
  const answer = gateway.handovers.do(verb, body, gateway.world()) ?? none("handovers", verb);
  gateway.tellPapers({ handover: [String(body.handover ?? "")] });
  return answer;
};

const none = (noun: string, verb: string): Answer => ({
  status: 404,
  value: { error: "NOT_FOUND", message: `there is no ${noun}/${verb}` },
});

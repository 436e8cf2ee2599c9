import { z } from "zod";
import { after, hours, millis } from "#rules/time/instant.ts";
import type { Http } from "../http.ts";
import { asker, filtersOf } from "./asked.ts";
import { bad } from "./bad.ts";
import { carryOut } from "./carry-out.ts";
import type { AlertDesk } from "./desk.ts";
import { fitsAll, parseFilters } from "./matcher.ts";
import { config, tags, V2 } from "./paths.ts";
import { silenced, silenceId, silencesOf } from "./silence.ts";
import { postableSilence, silenceOrder } from "./silence-order.ts";

/** As long as Alertmanager keeps what is over. @see its `--data.retention`, 120 h */
const KEPT = hours(120);
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Shelves as silences: listed, made, ended. */
export const silenceRoutes = (http: Http, desk: AlertDesk): void => {
  const listed = async () => silencesOf(desk.shelves(), await desk.ended(after(desk.now(), millis(-KEPT))));
  http.get(
    `${V2}/silences`,
    { schema: { summary: "As an Alertmanager: shelves", tags } },
    async (request, reply) => {
      const filters = parseFilters(filtersOf(request.query).filter);
      const fits = filters.is === "read" ? fitsAll(filters.value) : filters;
      if (fits.is === "wrong") return bad(reply, fits.why);
      const silences = await listed();
      return silences.filter(({ matchers }) =>
        fits.value(Object.fromEntries(matchers.map(({ name, value }) => [name, value]))),
      );
    },
  );
  http.get(
    `${V2}/silence/:id`,
    { schema: { summary: "As an Alertmanager: one silence", tags, params: z.object({ id: z.string() }) } },
    async (request, reply) => {
      const { id } = request.params;
      if (!UUID.test(id)) return reply.code(422).send(noUuid(id));
      const found = (await listed()).find(silence => silence.id === id.toLowerCase());
      return found ?? reply.code(404).send({ code: 404, message: noSilence(id) });
    },
  );
  http.post(
    `${V2}/silences`,
    { config, schema: { summary: "As an Alertmanager: put what fits aside, all of it or nothing", tags } },
    async (request, reply) => {
      const body = postableSilence.safeParse(request.body);
      if (!body.success) return reply.code(422).send({ code: 602, message: problemOf(body.error) });
      const order = silenceOrder(desk, body.data, asker(request) ?? body.data.createdBy);
      if (order.is === "unknown") return bad(reply, order.why, 404);
      if (order.is !== "order") return bad(reply, order.why);
      const result = await carryOut(desk, order);
      switch (result.is) {
        case "silenced":
          return { silenceID: result.id };
        case "refused":
          return bad(reply, result.why);
        case "unrecorded":
          return reply.code(503).send({ error: "UNRECORDED", message: result.why });
      }
    },
  );
  http.delete(
    `${V2}/silence/:id`,
    {
      config,
      schema: {
        summary: "As an Alertmanager: end a shelf early",
        tags,
        params: z.object({ id: z.string() }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!UUID.test(id)) return reply.code(422).send(noUuid(id));
      const held = silenced(desk.open()).get(id.toLowerCase());
      if (!held) {
        const kept = desk.shelves().find(({ shelf }) => silenceId(shelf) === id.toLowerCase());
        return kept ? bad(reply, nothingOpen(kept.shelf.until)) : bad(reply, noSilence(id), 404);
      }
      for (const alert of held) {
        // Without a user in the header it is whoever made it that ends it: nobody else may be blamed.
        const result = await desk.unshelve(alert.id, asker(request) ?? alert.shelf?.by ?? "");
        if (result.is === "refused") return bad(reply, result.why);
        if (result.is === "unrecorded")
          return reply.code(503).send({ error: "UNRECORDED", message: result.why });
      }
      return reply.code(200).send();
    },
  );
};

const noUuid = (id: string) => ({
  code: 601,
  message: `silenceID in path must be of type uuid: ${JSON.stringify(id)}`,
});
const nothingOpen = (until: string): string =>
  `nothing that it holds is open now: it ends by itself at ${until}, or can be ended once there is an alert again`;
const noSilence = (id: string): string => `silence not found: none with id ${id} is in force`;

const problemOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join(".")} in body: ${message}`).join("; ");

import { problem } from "../wire/common.ts";
import {
  deviceList,
  deviceRead,
  type ForgetUnit,
  forgetUnit,
  readDevice,
  unitForgotten,
  type WireDeviceList,
  type WireDeviceRead,
  type WireUnitForgotten,
} from "../wire/device.ts";
import { commandRoute } from "./command-route.ts";
import type { Commanded } from "./commanded.ts";
import type { Http } from "./http.ts";

export type DeviceRead =
  | { readonly is: "read"; readonly answer: WireDeviceRead }
  | { readonly is: "unknown" }
  /** It cannot be read, or not now; a sentence. */
  | { readonly is: "refused"; readonly why: string };

/** What the web side asks about devices. */
export type DeviceApi = {
  devices(): WireDeviceList;
  readDevice(id: string): Promise<DeviceRead>;
  /** @param by  id of who is signed in; null: nobody has an account yet */
  forgetUnit(asked: ForgetUnit, by: string | null): Commanded<WireUnitForgotten>;
};

const tags = ["devices"];

/** The devices of the hall: who speaks, how well, and what one of them says right now. */
export const deviceRoutes = (http: Http, api: DeviceApi): void => {
  http.get(
    "/api/devices",
    {
      schema: {
        summary: "Every device with its points, the sources they come through, and devices nobody knows",
        tags,
        response: { 200: deviceList },
      },
    },
    () => api.devices(),
  );
  http.post(
    "/api/devices/read",
    {
      config: { rateLimit: { max: 12, timeWindow: "1 minute" } },
      schema: {
        summary: "Read the registers of one Modbus device now, through the running line; only reads",
        tags,
        body: readDevice,
        response: { 200: deviceRead, 404: problem, 409: problem },
      },
    },
    async (request, reply) => {
      const { device } = request.body;
      const result = await api.readDevice(device);
      if (result.is === "read") return result.answer;
      if (result.is === "refused") return reply.code(409).send({ error: "REFUSED", message: result.why });
      const message = `there is no device ${device}; GET /api/devices lists all`;
      return reply.code(404).send({ error: "NO_DEVICE", message });
    },
  );
  commandRoute(http, {
    url: "/api/devices/forget",
    summary: "Try once more what a unit was seen to refuse: it was set right, or is another one",
    tags,
    most: 12,
    body: forgetUnit,
    answer: unitForgotten,
    name: ({ line, unit }) => `${line}/${unit}`,
    missing: ({ line, unit }) => ({
      error: "NO_UNIT",
      message: `nothing is read from unit ${unit} on a Modbus line ${line}; GET /api/devices lists all`,
    }),
    ask: async (asked, by) => api.forgetUnit(asked, by),
  });
};

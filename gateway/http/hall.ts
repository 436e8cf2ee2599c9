import { hall, hours } from "../wire/hall.ts";
import type { HallApi } from "./api.ts";
import type { Http } from "./http.ts";

export const hallRoutes = (http: Http, api: HallApi): void => {
  http.get(
    "/api/hall",
    { schema: { summary: "What the hall is", tags: ["hall"], response: { 200: hall } } },
    () => api.hall(),
  );
  http.get(
    "/api/hours",
    { schema: { summary: "Where the hall is in its day", tags: ["hall"], response: { 200: hours } } },
    () => api.hours(),
  );
};

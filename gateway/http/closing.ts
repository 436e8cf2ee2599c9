import { closing } from "../wire/closing.ts";
import type { HallApi } from "./api.ts";
import type { Http } from "./http.ts";

export const closingRoutes = (http: Http, api: HallApi): void => {
  http.get(
    "/api/closing",
    { schema: { summary: "The closing check as it stands", tags: ["closing"], response: { 200: closing } } },
    () => api.closing(),
  );
};

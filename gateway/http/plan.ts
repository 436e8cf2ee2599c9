import { plan, type WirePlan } from "../wire/plan.ts";
import type { Http } from "./http.ts";

/** What the web side asks about the floor plan. */
export type PlanApi = {
  plan(): WirePlan;
};

export const planRoutes = (http: Http, api: PlanApi): void => {
  http.get(
    "/api/plan",
    {
      schema: {
        summary: "The floor plan: floors, and where every zone and thing is drawn",
        tags: ["hall"],
        response: { 200: plan },
      },
    },
    () => api.plan(),
  );
};

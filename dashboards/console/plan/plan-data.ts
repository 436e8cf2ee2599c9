import { signal } from "@preact/signals";
import type { WirePlan } from "#gateway/wire/plan.ts";
import { get } from "../store/api.ts";

export type PlanRead =
  | { readonly is: "reading" }
  | { readonly is: "read"; readonly plan: WirePlan }
  | { readonly is: "failed" };

/** The plan of the hall; it does not change while a gateway runs. */
export const planRead = signal<PlanRead>({ is: "reading" });

let isReading = false;

/** Reads the plan, unless it is there already or on its way. */
export const readPlan = (): void => {
  if (isReading || planRead.peek().is === "read") return;
  isReading = true;
  get<WirePlan>("/api/plan")
    .then(plan => {
      planRead.value = { is: "read", plan };
    })
    .catch(() => {
      planRead.value = { is: "failed" };
    })
    .finally(() => {
      isReading = false;
    });
};

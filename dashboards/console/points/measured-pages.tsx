import { ControlPage } from "../control/control-page.tsx";
import { DevicesPage } from "../devices/devices-page.tsx";
import { route } from "../route.ts";
import { PointsPage } from "./points-page.tsx";

/** What is measured, what measures it, and what is switched: three pages that are fetched as one. */
export const MeasuredPages = () => {
  switch (route.value.page) {
    case "devices":
      return <DevicesPage />;
    case "control":
      return <ControlPage />;
    default:
      return <PointsPage />;
  }
};

import { join } from "node:path";
import { troubledEvening } from "./evening.ts";
import { FakeGateway } from "./fake-gateway.ts";
import { busyNight } from "./night.ts";

// `node dashboards/console/testing/serve.ts [port]`: the built console over a troubled evening, to look at.
const gateway = new FakeGateway({
  directory: join(import.meta.dirname, "../dist"),
  port: Number(process.argv[2] ?? 0),
});
console.log(await gateway.start());
troubledEvening(gateway);
busyNight(gateway);
setInterval(() => {
  for (const { point, unit, value, state } of gateway.points())
    if (
      unit !== undefined &&
      state === "good" &&
      value !== null &&
      point.length % 3 === new Date().getSeconds() % 3
    )
      gateway.set(point, value);
}, 1000);

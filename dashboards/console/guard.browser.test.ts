import { onStage } from "./testing/on-stage.ts";
import { acknowledging } from "./testing/suites/acknowledging.ts";
import { board } from "./testing/suites/board.ts";
import { deeds } from "./testing/suites/deeds.ts";
import { flood } from "./testing/suites/flood.ts";
import { incidents } from "./testing/suites/incidents.ts";
import { lookingAround } from "./testing/suites/looking-around.ts";
import { plan } from "./testing/suites/plan.ts";
import { puttingAside } from "./testing/suites/put-aside.ts";
import { sound } from "./testing/suites/sound.ts";

onStage("what the guard sees and does", [
  board,
  acknowledging,
  deeds,
  puttingAside,
  sound,
  flood,
  lookingAround,
  plan,
  incidents,
]);

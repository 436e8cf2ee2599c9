import { onStage } from "./testing/on-stage.ts";
import { everyPage } from "./testing/suites/every-page.ts";

onStage("what holds on every page", [everyPage]);

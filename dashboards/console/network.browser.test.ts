import { onStage } from "./testing/on-stage.ts";
import { connection } from "./testing/suites/connection.ts";
import { offline } from "./testing/suites/offline.ts";
import { slowGateway } from "./testing/suites/slow-gateway.ts";

onStage("a network that is slow, or away", [offline, connection, slowGateway]);

import { onStage } from "./testing/on-stage.ts";
import { handover } from "./testing/suites/handover.ts";
import { lateAnswers } from "./testing/suites/late-answers.ts";
import { register } from "./testing/suites/register.ts";
import { scanning } from "./testing/suites/scanning.ts";
import { tasks } from "./testing/suites/tasks.ts";
import { tickets } from "./testing/suites/tickets.ts";

onStage("what staff have to do and hand over", [tasks, lateAnswers, scanning, tickets, handover, register]);

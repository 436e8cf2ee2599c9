import { onStage } from "./testing/on-stage.ts";
import { certificates } from "./testing/suites/certificates.ts";
import { closing } from "./testing/suites/closing.ts";
import { controls } from "./testing/suites/controls.ts";
import { signingIn } from "./testing/suites/signing-in.ts";

onStage("closing and opening the hall", [closing, controls, certificates, signingIn]);

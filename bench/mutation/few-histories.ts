import fc from "fast-check";

/** A mutant that outlives this long a search counts as one that outlived it. */
const SEARCH_MS = 1_000;

fc.configureGlobal({ interruptAfterTimeLimit: SEARCH_MS, markInterruptAsFailure: false });

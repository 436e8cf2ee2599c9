import {
  type BoardCheck,
  checkGrafana,
  type GrafanaCheck,
  isSound,
  type QueryCheck,
} from "../grafana/check.ts";
import { GATEWAY_UIDS, SOURCE_UID } from "../grafana/push.ts";
import { EXIT } from "./exit.ts";
import { type GrafanaOptions, grafanaOf, orStop } from "./grafana-options.ts";
import { Progress } from "./progress.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

/** What `hallwatch grafana check` is told. */
export type GrafanaCheckOptions = GrafanaOptions & {
  readonly source?: string;
  readonly last?: number;
  readonly strict: boolean;
};

/**
 * Checks a Grafana: data sources, boards, and every query of every board. Exit code 1 when something fails, is missing or is
 * other than here, with `strict` also when a query is empty; 3 when Grafana cannot be reached.
 */
export const grafanaCheck = async (options: GrafanaCheckOptions, words: Words): Promise<number> => {
  const { client, boards } = await orStop(() => grafanaOf(options, words));
  const progress = new Progress(boards.length);
  const found = await orStop(() =>
    checkGrafana(client, boards, {
      source: options.source ?? SOURCE_UID[options.variant],
      others: GATEWAY_UIDS,
      now: Date.now(),
      ...(options.last !== undefined && { length: options.last }),
      progress: (done, label) => progress.show(done, label),
    }),
  ).finally(() => progress.end());
  const isGood = isSound(found) && !(options.strict && queriesOf(found).some(isEmpty));
  if (options.json) console.log(JSON.stringify({ schema: 1, ok: isGood, ...found }));
  else console.log(checkText(found, words));
  return isGood ? EXIT.ok : EXIT.found;
};

const isEmpty = ({ rows }: QueryCheck): boolean => rows === 0;
const queriesOf = ({ boards }: Pick<GrafanaCheck, "boards">): readonly QueryCheck[] =>
  boards.flatMap(({ panels }) => panels);

const checkText = (found: GrafanaCheck, { grafana }: Words): string => {
  const queries = found.boards.flatMap(({ title, panels }) =>
    panels.map(query => ({ ...query, where: `${title}: ${query.panel}, ${query.refId}` })),
  );
  const failed = queries.filter(({ error }) => error !== null);
  const empty = queries.filter(isEmpty);
  const { head } = grafana;
  const lines = [
    grafana.version(found.url, found.version),
    ...found.sources.map(
      ({ uid, is, told }, index) =>
        `${is === "up" ? "✓" : is === "missing" && index > 0 ? "–" : "✗"} ${uid}  ${grafana.source[is]}${told === "" ? "" : `  ${told}`}`,
    ),
    "",
    table([
      ["", head.board, head.state, head.answered, head.empty, head.failed],
      ...found.boards.map(board => rowOf(board, grafana.board[board.is])),
    ]),
    "",
    ...failed.map(({ where, error }) => `✗ ${where}  ${error}`),
    ...empty.map(({ where }) => `∅ ${where}  ${grafana.empty}`),
    grafana.toldChecked(queries.length, empty.length, failed.length),
    ...(empty.length > 0 ? [grafana.emptyIsNoError] : []),
  ];
  return lines.join("\n");
};

const rowOf = ({ title, is, panels }: BoardCheck, state: string): readonly string[] => {
  const failed = panels.filter(({ error }) => error !== null).length;
  const empty = panels.filter(isEmpty).length;
  const counts = [panels.length - failed - empty, empty, failed].map(String);
  return [is === "same" && failed === 0 ? "✓" : "✗", title, state, ...counts];
};

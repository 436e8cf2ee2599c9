import type { WireReport, WireReportContent } from "#gateway/wire/report.ts";
import { dateTime } from "../format/hall-time.ts";
import { duration } from "../format/time.ts";
import { percent } from "../format/value.ts";
import { timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { cut } from "./stand.ts";

type Table = WireReportContent["tables"][number];

/** What a version says, as it is printed: dark on white. What nobody measured stands below, and is never filled. */
export const Content = ({ content }: { content: WireReportContent }) => {
  const words = t().reports;
  const { report, version, headline, charts, tables } = content;
  const said = report.versions.find(each => each.version === version);
  return (
    <article class="report-paper" aria-label={say(report.name)}>
      <p class={said?.released ? "report-fixed" : "report-draft"}>
        {said === undefined
          ? words.isPreview
          : said.released
            ? words.isFixed(version)
            : words.isDraft(version)}
        {said !== undefined && said.completeness < 1 && (
          <strong> {words.complete(percent(cut(said.completeness)))}</strong>
        )}
      </p>
      <dl class="report-headline">
        {headline.map(({ label, value, note }) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd>
              <strong>{say(value)}</strong>
              {note && <small>{say(note)}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {charts.map(({ title, svg }) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <figure key={title.en} class="report-chart" tabIndex={0}>
          <figcaption>{say(title)}</figcaption>
          <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(say(svg))}`} alt={say(title)} />
        </figure>
      ))}
      {tables.map(table => (
        <ReportTable key={table.title.en} table={table} />
      ))}
      <Gaps report={report} />
    </article>
  );
};

const ReportTable = ({ table: { title, note, columns, rows } }: { table: Table }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
  <section class="report-table" aria-label={say(title)} tabIndex={0}>
    <h2>{say(title)}</h2>
    {note && <p class="quiet">{say(note)}</p>}
    {rows.length > 0 && (
      <table class={columns.length > 3 ? "is-wide" : undefined}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column.title.en} scope="col" class={`is-${column.align}`}>
                {say(column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, place) => {
                const column = columns[place];
                return (
                  <td
                    key={column?.title.en ?? place}
                    class={`is-${column?.align ?? "left"}`}
                    data-label={column ? say(column.title) : ""}
                  >
                    {say(cell)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);

/** Gaps that are listed at once; the others unfold. */
const AT_ONCE = 8;

const Gaps = ({ report: { gaps } }: { report: WireReport }) => {
  const words = t().reports;
  const list = (of: WireReport["gaps"]) => (
    <ul>
      {of.map(({ what, from, to }) => (
        <li key={`${what.en} ${from}`} class="report-gap">
          <strong>{say(what)}</strong> {dateTime(Date.parse(from), timeZone.value)} –{" "}
          {dateTime(Date.parse(to), timeZone.value)}{" "}
          <small>{duration(Date.parse(to) - Date.parse(from))}</small>
        </li>
      ))}
    </ul>
  );
  return (
    <section class="report-gaps">
      <h2>{words.gaps}</h2>
      {gaps.length === 0 ? (
        <p class="quiet">{words.noGaps}</p>
      ) : (
        <>
          <p class="quiet">{words.gapsMeaning}</p>
          {list(gaps.slice(0, AT_ONCE))}
          {gaps.length > AT_ONCE && (
            <details>
              <summary>{words.moreGaps(gaps.length - AT_ONCE)}</summary>
              {list(gaps.slice(AT_ONCE))}
            </details>
          )}
        </>
      )}
    </section>
  );
};

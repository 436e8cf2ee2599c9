import "../styles/points.css";
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { go, href, route } from "../route.ts";
import { usePageKeys } from "../shell/keys.ts";
import { isNarrow } from "../shell/width.ts";
import { hall, isLost, now, points, trust } from "../store/live.ts";
import { trustOf } from "../store/trust.ts";
import { say, t } from "../words/language.ts";
import { Health } from "./health.tsx";
import { PointRow } from "./point-row.tsx";
import { PointTabs } from "./point-tabs.tsx";
import { selectPoints } from "./selection.ts";

const text = signal("");

/** Every point of the hall, and first of all: what are we blind to? */
export const PointsPage = () => (
  <div class="points-page">
    <PointTabs />
    <h1 class="unseen">{t().points.title}</h1>
    <Health />
    <Filter />
    <Table />
  </div>
);

const Filter = () => {
  const search = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (route.peek().query.search) search.current?.focus();
  }, []);
  usePageKeys("points", {
    "/": () => search.current?.focus(),
    Escape: () => go(href("points", null, shownQuery())),
  });
  const isOnlyNotGood = route.value.query.show === "notGood";
  return (
    <div class="tabs">
      <nav aria-label={t().points.filter}>
        <a href={href("points")} aria-current={isOnlyNotGood ? undefined : "true"}>
          {t().points.all} <b>{trust.value.all}</b>
        </a>
        <a href={href("points", null, { show: "notGood" })} aria-current={isOnlyNotGood ? "true" : undefined}>
          {t().points.notGood} <b>{trust.value.all - trust.value.good}</b>
        </a>
      </nav>
      <input
        ref={search}
        type="search"
        aria-label={t().points.search}
        placeholder={t().points.search}
        value={text}
        onInput={event => (text.value = event.currentTarget.value)}
      />
    </div>
  );
};

const Table = () => {
  const site = hall.value;
  const all = points.value;
  if (!site || all.size === 0) return null;
  const isOnlyNotGood = route.value.query.show === "notGood";
  const groups = selectPoints(
    site,
    [...all.values()].map(point => (isOnlyNotGood ? point.value : point.peek())),
    { text: text.value, isOnlyNotGood },
    point => trustOf(point, now.value, !isLost.value) === "good",
  );
  if (groups.length === 0)
    return (
      <p class="calm">{isOnlyNotGood && text.value === "" ? t().points.noneNotGood : t().points.none}</p>
    );
  const columns = t().points.columns;
  return (
    <table class="points">
      <thead>
        <tr>
          <th scope="col">{columns.point}</th>
          <th scope="col">{columns.value}</th>
          {!isNarrow.value && <th scope="col">{columns.age}</th>}
          <th scope="col">{columns.quality}</th>
          {!isNarrow.value && <th scope="col">{columns.via}</th>}
        </tr>
      </thead>
      {groups.map(group => (
        <tbody key={group.zone.id}>
          <tr class="zone-row">
            <th scope="rowgroup" colSpan={isNarrow.value ? 3 : 5}>
              {say(group.zone.name)}
            </th>
          </tr>
          {group.points.map(({ point }) => {
            const live = all.get(point);
            return live && <PointRow key={point} point={live} />;
          })}
        </tbody>
      ))}
    </table>
  );
};

const shownQuery = (): Readonly<Record<string, string>> => ({ show: route.peek().query.show ?? "" });

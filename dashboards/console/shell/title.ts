import { effect } from "@preact/signals";
import { digitY, shapes } from "../parts/shapes.ts";
import { alertsByUrgency, connection, hall } from "../store/live.ts";
import { needsSomebody } from "../store/reduce.ts";
import { say, t } from "../words/language.ts";

/** Fill and digit of each priority on the tab, by day: tabs have grounds of their own. @see screens.md 2.12 */
const colours = ["", "#b3001b", "#e86a00", "#ffd60a", "#2f6db5"];
const digits = ["", "#ffffff", "#1b1f23", "#1b1f23", "#ffffff"];
const BLIND = "#4b1d6b";
const CALM = "#8a9097";

/** Keeps the tab's title and icon in step: how many alerts wait, the highest of them, or that nobody knows. */
export const followTitle = (): void => {
  effect(() => {
    const waiting = alertsByUrgency.value.filter(needsSomebody);
    const name = hall.value ? `${t().console} · ${say(hall.value.name)}` : t().console;
    const count = connection.value === "lost" ? "(?) " : waiting.length > 0 ? `(${waiting.length}) ` : "";
    const icon = iconOf(waiting[0]?.priority ?? 0);
    if (document.title !== count + name) document.title = count + name;
    // A browser loads the icon anew whenever it is set, even to what it was.
    const link = document.querySelector("#favicon");
    if (link?.getAttribute("href") !== icon) link?.setAttribute("href", icon);
  });
};

const iconOf = (priority: number): string => {
  if (connection.value === "lost") return drawn(shapes[4] ?? "", BLIND, "?", "#ffffff", 21.5);
  if (priority === 0) return drawn(shapes[4] ?? "", CALM, "", CALM, 0);
  return drawn(
    shapes[priority] ?? "",
    colours[priority] ?? "",
    String(priority),
    digits[priority] ?? "",
    digitY(priority),
  );
};

const drawn = (shape: string, fill: string, sign: string, ink: string, y: number): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="${shape}" fill="${fill}" stroke="#1b1f23" stroke-width="1.6"/><text x="16" y="${y}" fill="${ink}" font-family="sans-serif" font-weight="700" font-size="17" text-anchor="middle">${sign}</text></svg>`,
  )}`;

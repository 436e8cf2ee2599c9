import type { ReportChart } from "#rules/report/facility-report.ts";
import { type Drawing, hatch, type Shape, widthOfText } from "./drawing.ts";
import { INK, SECOND, toneOf, WHITE } from "./palette.ts";
import { type ReportLanguage, reportWords } from "./words/language.ts";

const SIZE = 7;
const ROW = 12;

/** What the tones of a chart stand for, and what hatching and question marks mean where there are any. */
export const legendOf = (chart: ReportChart, language: ReportLanguage, width: number): Drawing => {
  const words = reportWords(language);
  const own = chart.series.filter(({ role }) => role === "value");
  const isAlone = own.length === 1 && chart.series.length === 1;
  const isLine = chart.is === "line";
  const tones = isLine ? own.length + 1 : own.length;
  const entries: Entry[] = [
    ...(isAlone
      ? []
      : own.map(({ name }, index) => ({
          text: name[language],
          mark: isLine ? stroke(toneOf(index, tones), 1.4) : box(toneOf(index, tones)),
        }))),
    ...chart.series
      .filter(({ role }) => role === "reference")
      .map(({ name }) => ({
        text: name[language],
        mark: isLine ? stroke(INK, 0.9, [3, 2]) : stroke(INK, 1.2),
      })),
    ...(own.some(({ partial }) => partial.includes(true))
      ? [{ text: words.partial, mark: isLine ? stroke(SECOND, 1.4, [1.5, 1.5]) : hatched }]
      : []),
    ...(own.some(({ values }) => values.includes(null)) ? [{ text: words.notKnown, mark: unknown }] : []),
  ];
  let [x, y] = [0, 4];
  const shapes = entries.flatMap(({ text, mark }) => {
    const wide = 14 + widthOfText(text, SIZE) + 12;
    if (x > 0 && x + wide > width) [x, y] = [0, y + ROW];
    const label: Shape = {
      is: "text",
      text,
      x: x + 14,
      y: y + 6.6,
      size: SIZE,
      color: SECOND,
      anchor: "start",
    };
    const drawn = [...mark(x, y), label];
    x += wide;
    return drawn;
  });
  return { width, height: entries.length === 0 ? 2 : y + ROW, shapes };
};

type Entry = { readonly text: string; readonly mark: (x: number, y: number) => readonly Shape[] };

const box =
  (fill: string) =>
  (x: number, y: number): readonly Shape[] => [{ is: "box", x, y, width: 10, height: 7, fill }];

const stroke =
  (color: string, width: number, dash?: readonly [number, number]) =>
  (x: number, y: number): readonly Shape[] => [
    { is: "lines", color, width, segments: [[x, y + 3.5, x + 12, y + 3.5]], ...(dash && { dash }) },
  ];

const hatched = (x: number, y: number): readonly Shape[] => [
  { is: "box", x, y, width: 10, height: 7, fill: WHITE, outline: SECOND },
  hatch({ x, y, width: 10, height: 7 }, SECOND),
];

const unknown = (x: number, y: number): readonly Shape[] => [
  { is: "text", text: "?", x: x + 5, y: y + 6.6, size: SIZE, color: SECOND, anchor: "middle" },
];

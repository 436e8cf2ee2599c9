import { encode } from "uqr";

/** A code as rows of modules, true is dark; without the light margin of four modules that it needs around it. */
export type Modules = readonly (readonly boolean[])[];

/** Of a text, so that a seventh of it may be dirty. @see ISO/IEC 18004, error correction level M */
export const qrModules = (text: string): Modules => encode(text, { ecc: "M", border: 0 }).data;

/** The dark modules as one path of unit squares. */
export const qrPath = (modules: Modules): string =>
  modules
    .flatMap((row, y) => runsOf(row).map(([from, count]) => `M${from} ${y}h${count}v1h-${count}z`))
    .join("");

/** As an SVG with its margin, to stand in a page. */
export const qrSvg = (text: string, label: string): string => {
  const modules = qrModules(text);
  const size = modules.length + 8;
  return `<svg class="code" viewBox="-4 -4 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path d="M-4 -4h${size}v${size}h-${size}z" fill="#fff"/><path d="${qrPath(modules)}" fill="#000"/></svg>`;
};

/** Dark modules in a row: where each run begins, and how long it is. */
const runsOf = (row: readonly boolean[]): readonly (readonly [from: number, count: number])[] => {
  const runs: [number, number][] = [];
  for (const [x, isDark] of row.entries()) {
    if (!isDark) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
};

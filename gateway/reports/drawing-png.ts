import { Resvg } from "@resvg/resvg-js";
import { FONT } from "../print/pdf-document.ts";
import type { Drawing } from "./drawing.ts";
import { drawingSvg } from "./drawing-svg.ts";

/** Pixels for each point: sharp when a sheet is enlarged. */
const ZOOM = 2;

/** A drawing as PNG on white, with our font whatever the machine has. */
export const drawingPng = (drawing: Drawing, title: string): Buffer =>
  Buffer.from(
    new Resvg(drawingSvg(drawing, title), {
      background: "#ffffff",
      fitTo: { mode: "zoom", value: ZOOM },
      font: { loadSystemFonts: false, fontFiles: [FONT], defaultFontFamily: "Noto Sans SC" },
    })
      .render()
      .asPng(),
  );

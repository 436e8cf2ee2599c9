import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Raster = { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray };

/** Whether PDFs can be drawn here (poppler-utils). */
export const canRaster = spawnSync("pdftoppm", ["-v"]).error === undefined;

/** The first page of a PDF as a printer would draw it. */
export const rasterOf = (pdf: Buffer, dotsPerInch = 110): Raster => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-raster-"));
  try {
    const path = join(directory, "page.pdf");
    writeFileSync(path, pdf);
    execFileSync("pdftoppm", [
      "-r",
      String(dotsPerInch),
      "-f",
      "1",
      "-singlefile",
      path,
      join(directory, "page"),
    ]);
    return pixelsOf(readFileSync(join(directory, "page.ppm")));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

/** @see netpbm, the format PPM (P6) */
const pixelsOf = (ppm: Buffer): Raster => {
  const [head = "", width = 0, height = 0] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/
      .exec(ppm.subarray(0, 40).toString("latin1"))
      ?.map((text, index) => (index === 0 ? text : Number(text))) ?? [];
  const rgb = ppm.subarray(String(head).length);
  const rgba = new Uint8ClampedArray(Number(width) * Number(height) * 4).fill(255);
  for (let pixel = 0; pixel < rgba.length / 4; pixel += 1)
    for (let channel = 0; channel < 3; channel += 1)
      rgba[pixel * 4 + channel] = rgb[pixel * 3 + channel] ?? 0;
  return { width: Number(width), height: Number(height), rgba };
};

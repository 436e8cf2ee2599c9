import { html } from "../print/html-text.ts";
import { type Drawing, rounded, type Shape } from "./drawing.ts";

/** A drawing as SVG of its own, without styles or scripts from elsewhere. @param title  what it shows, for those who do not see it */
export const drawingSvg = ({ width, height, shapes }: Drawing, title: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${rounded(width)} ${rounded(height)}" width="${rounded(width)}" height="${rounded(height)}" role="img" aria-label="${html(title)}" font-family="Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif">${shapes.map(shapeSvg).join("")}</svg>`;

const shapeSvg = (shape: Shape): string => {
  switch (shape.is) {
    case "lines": {
      const path = shape.segments
        .map(([x1, y1, x2, y2]) => `M${rounded(x1)} ${rounded(y1)}L${rounded(x2)} ${rounded(y2)}`)
        .join("");
      const dash = shape.dash ? ` stroke-dasharray="${shape.dash.join(" ")}"` : "";
      return `<path d="${path}" fill="none" stroke="${shape.color}" stroke-width="${shape.width}"${dash}/>`;
    }
    case "box": {
      const outline = shape.outline ? ` stroke="${shape.outline}" stroke-width="0.6"` : "";
      return `<rect x="${rounded(shape.x)}" y="${rounded(shape.y)}" width="${rounded(shape.width)}" height="${rounded(shape.height)}" fill="${shape.fill}"${outline}/>`;
    }
    case "text":
      return `<text x="${rounded(shape.x)}" y="${rounded(shape.y)}" font-size="${shape.size}" fill="${shape.color}" text-anchor="${shape.anchor}">${html(shape.text)}</text>`;
    default:
      return shape satisfies never;
  }
};

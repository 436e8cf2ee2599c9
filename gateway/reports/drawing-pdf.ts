import type { Drawing, Shape } from "./drawing.ts";

/** Draws on a page of a PDF, with its upper left corner at a place. */
export const drawingPdf = (pdf: PDFKit.PDFDocument, { shapes }: Drawing, left: number, top: number): void => {
  pdf.save().translate(left, top);
  for (const shape of shapes) shapePdf(pdf, shape);
  pdf.restore();
};

const shapePdf = (pdf: PDFKit.PDFDocument, shape: Shape): void => {
  switch (shape.is) {
    case "lines":
      for (const [x1, y1, x2, y2] of shape.segments) pdf.moveTo(x1, y1).lineTo(x2, y2);
      if (shape.segments.length === 0) return;
      pdf.lineWidth(shape.width);
      if (shape.dash) pdf.dash(shape.dash[0], { space: shape.dash[1] });
      else pdf.undash();
      pdf.stroke(shape.color).undash();
      return;
    case "box":
      pdf.rect(shape.x, shape.y, shape.width, shape.height);
      if (shape.outline) pdf.lineWidth(0.6).fillAndStroke(shape.fill, shape.outline);
      else pdf.fill(shape.fill);
      return;
    case "text": {
      pdf.fontSize(shape.size).fillColor(shape.color);
      const width = pdf.widthOfString(shape.text);
      const x = shape.anchor === "start" ? shape.x : shape.x - (shape.anchor === "end" ? width : width / 2);
      pdf.text(shape.text, x, shape.y, { lineBreak: false, baseline: "alphabetic" });
      return;
    }
    default:
      shape satisfies never;
  }
};

import ExcelJS from "exceljs";
import { beforeAll, describe, expect, test } from "vitest";
import type { FacilityReport } from "#rules/report/facility-report.ts";
import { draftHash, type ReportDraft } from "./draft.ts";
import { type RenderedReport, type ReportForm, renderReport } from "./render.ts";
import { reportCsv } from "./report-csv.ts";
import { reportHtml } from "./report-html.ts";
import { reportPdf } from "./report-pdf.ts";
import { reportXlsx } from "./report-xlsx.ts";
import { csvRows } from "./testing/csv-rows.ts";
import { canReadPdf, evened, pdfText } from "./testing/pdf-text.ts";
import { at, number, sampleReport, text } from "./testing/sample-report.ts";
import type { ReportLanguage } from "./words/language.ts";

const draft: ReportDraft = { report: sampleReport(), version: 2, why: { is: "late-data", readings: 36 } };
let made: readonly RenderedReport[] = [];

beforeAll(async () => {
  made = await renderReport(draft);
});

const bytesOf = (form: ReportForm, lang: ReportLanguage): Buffer => {
  const found = made.find(each => each.form === form && each.lang === lang);
  if (!found) throw new Error(`no ${form} in ${lang}`);
  return found.bytes;
};

const opened = async (bytes: Buffer): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return book;
};

const sheetOf = (book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet => {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}: ${book.worksheets.map(each => each.name).join(", ")}`);
  return sheet;
};

describe("the documents of a report", () => {
  test("are the same bytes for the same version, from another thread too", async () => {
    for (const lang of ["zh", "en"] as const) {
      expect(bytesOf("html", lang).toString()).toBe(reportHtml(draft, lang));
      expect(bytesOf("csv", lang).toString()).toBe(reportCsv(draft, lang));
      expect(bytesOf("pdf", lang).equals(await reportPdf(draft, lang))).toBe(true);
      expect(bytesOf("xlsx", lang).equals(await reportXlsx(draft, lang))).toBe(true);
    }
  });

  const expected = {
    zh: [
      "20250721设施运行日报",
      "2025-07-21 00:00 至 2025-07-21 24:00",
      "第 2 版",
      "迟到数据：36 个读数",
      "99.94%：缺测时段如下，未作填补",
      "办公室 1 照明功率无读数",
      "2025-07-21 03:20",
      "20 分",
      "本时段没有投诉",
      draftHash(draft),
    ],
    en: [
      "Daily facility report 2025-07-21",
      "2025-07-21 00:00 to 2025-07-21 24:00",
      "version 2",
      "late data: 36 readings",
      "99.94%: what is missing is listed below and was not filled",
      "Power of office 1 lights was silent",
      "2025-07-21 03:20",
      "20 min",
      "no complaints in this time",
      draftHash(draft),
    ],
  };

  test.each(["zh", "en"] as const)(
    "name the report, its time and version, and print each gap, in %s",
    async lang => {
      const html = bytesOf("html", lang).toString();
      const csv = csvRows(bytesOf("csv", lang).toString()).flat();
      const book = await opened(bytesOf("xlsx", lang));
      const cells = book.worksheets.flatMap(sheet =>
        sheet.getSheetValues().flatMap(row => (Array.isArray(row) ? row.map(String) : [])),
      );
      for (const said of expected[lang]) {
        expect(html).toContain(said);
        expect(csv.some(field => field.endsWith(said))).toBe(true);
        expect(cells).toContain(said);
      }
    },
  );

  test.skipIf(!canReadPdf && process.env.HALLWATCH_REQUIRE_SERVICES !== "1").each(["zh", "en"] as const)(
    "say the same on paper, every number of every table, in %s",
    lang => {
      const read = pdfText(bytesOf("pdf", lang));
      for (const said of expected[lang]) expect(read).toContain(evened(said));
      const cells = draft.report.tables.flatMap(({ rows }) => rows.flat());
      for (const cell of cells)
        if (cell.is === "number" || cell.is === "moment") expect(read).toContain(evened(cell.text[lang]));
      expect(read).toContain(evened(lang === "zh" ? "第 2 页，共 2 页" : "page 2 of 2"));
      expect(read).toContain(evened(lang === "zh" ? "低于 26 °C" : "below 26 °C"));
    },
  );

  test("are pages without scripts and without anything from elsewhere", () => {
    const evil = '</style><script>alert(1)</script><img src="http://elsewhere.example/x">';
    const html = reportHtml(
      { ...draft, why: evil, report: sampleReport({ siteName: { zh: evil, en: evil } }) },
      "en",
    );
    expect(html).not.toMatch(/<script|<img|<link|@import|url\(/i);
  });

  test("draw a gap as a gap, what is estimated hatched, and say what that means", () => {
    const html = reportHtml(draft, "en");
    expect(html.match(/>\?<\/text>/g)?.length).toBe(5);
    expect(html.match(/>estimated in part, or not measured all the time</g)).toHaveLength(3);
    const whole = sampleReport({ charts: [] });
    expect(reportHtml({ ...draft, report: whole }, "en")).not.toContain("estimated in part");
  });
});

describe("the workbook of a report", () => {
  test("has a sheet for each table, with numbers that are numbers and times that are times", async () => {
    const book = await opened(bytesOf("xlsx", "zh"));
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      "摘要",
      "缺测与缺项",
      "图表",
      "违规事项（按条款）",
      "关门单与开门单",
      "投诉",
      "分表电量",
    ]);
    const findings = sheetOf(book, "违规事项（按条款）");
    expect(findings.views[0]).toMatchObject({ state: "frozen", ySplit: 2 });
    const row = findings.getRow(3);
    expect(row.getCell(3).value).toEqual(new Date("2025-07-21T18:00:00Z"));
    expect([row.getCell(5).value, row.getCell(5).numFmt]).toEqual([0.57, "#,##0.00"]);
    expect(findings.getRow(4).getCell(5).value).toBe("—");
    expect(sheetOf(book, "摘要").getRow(11).getCell(2)).toMatchObject({
      value: 86.42,
      numFmt: '#,##0.00" kWh"',
    });
    expect(sheetOf(book, "图表").getImages()).toHaveLength(3);
  });

  test("takes two tables of one name, and names that sheets may not have", async () => {
    const [table] = sampleReport().tables;
    if (!table) throw new Error("no table");
    const title = { zh: "[a]/b:c?*".repeat(6), en: "x" };
    const report = sampleReport({
      charts: [],
      tables: [
        { ...table, title },
        { ...table, title },
      ],
    });
    const book = await opened(await reportXlsx({ ...draft, report }, "zh"));
    const names = book.worksheets.slice(2).map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^[^[\]/:?*]{1,31}$/);
  });
});

test("a figure in a CSV is a number, with its unit beside it", () => {
  const rows = csvRows(bytesOf("csv", "en").toString());
  expect(rows.find(([, label]) => label === "Energy")?.slice(1, 5)).toEqual([
    "Energy",
    "86.42",
    "kWh",
    "baseline 81.90 kWh",
  ]);
  expect(rows.find(([, label]) => label === "Setpoint kept")?.slice(2, 4)).toEqual(["92.4", "%"]);
});

describe("texts that a spreadsheet would take for a formula", () => {
  const evil = ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\tcmd", "\r=1", '=HYPERLINK("http://e.example","x")'];
  const report: FacilityReport = sampleReport({
    tables: [
      {
        id: "evil",
        title: { zh: "=坏", en: "=evil" },
        note: null,
        columns: [
          { title: { zh: "=a", en: "=a" }, unit: "", align: "left" },
          { title: { zh: "b", en: "b" }, unit: "", align: "right" },
        ],
        rows: [
          ...evil.map(each => [text(each), number(-3.5, 1)]),
          [at("2025-07-21 10:00"), text('say "hi", twice')],
        ],
        empty: { zh: "", en: "" },
      },
    ],
  });

  test("are led by an apostrophe in the CSV, where a number stays a number", () => {
    const rows = csvRows(reportCsv({ ...draft, report }, "en")).filter(([name]) => name === "'=evil");
    expect(rows.map(([, first]) => first)).toEqual([
      "'=a",
      ...evil.map(each => `'${each}`),
      "2025-07-21 10:00",
    ]);
    expect(rows.slice(1, -1).map(([, , second]) => second)).toEqual(evil.map(() => "-3.5"));
    expect(rows.at(-1)?.[2]).toBe('say "hi", twice');
    expect(new Set(rows.map(row => row.length)).size).toBe(1);
  });

  test("are texts in the workbook, and stay so when somebody edits them", async () => {
    const book = await opened(await reportXlsx({ ...draft, report }, "en"));
    const cells = sheetOf(book, "=evil")
      .getColumn(1)
      .values.slice(3, 3 + evil.length);
    expect(cells).toEqual(evil.map(each => each.replace("\r", "\n")));
    for (const sheet of book.worksheets)
      sheet.eachRow(row =>
        row.eachCell(cell => {
          expect(cell.type).not.toBe(ExcelJS.ValueType.Formula);
          if (cell.type === ExcelJS.ValueType.String) expect(cell.numFmt).toBe("@");
        }),
      );
  });
});

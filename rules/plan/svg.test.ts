import { expect, it } from "vitest";
import { renderDiagnostic } from "../site/diagnostic.ts";
import { type PictureRead, readPicture } from "./svg.ts";

const things = new Map([
  ["D2", "D2"],
  ["D2.lock", "D2"],
  ["L1.power", "L1"],
]);
const read = (inside: string, root = 'viewBox="0 0 2400 1500"'): PictureRead =>
  readPicture(`<svg xmlns="http://www.w3.org/2000/svg" ${root}>\n${inside}\n</svg>`, {
    file: "1F.svg",
    floor: "1F",
    sizeM: [24, 15],
    zones: ["hall", "back"],
    things,
  });
const picture = (inside: string, root?: string) => {
  const found = read(inside, root);
  if (found.is === "refused") throw new Error(found.problems.map(({ message }) => message).join("\n"));
  return { ...found.picture, doubts: found.warnings.map(({ message }) => message) };
};
const refusals = (inside: string): readonly string[] => {
  const found = read(inside);
  return found.is === "picture" ? [] : found.problems.map(({ line, message }) => `${line} ${message}`);
};

it("shapes that name a zone are its walls, and what names a point is where its thing stands", () => {
  const { zones, equipment, drawing, doubts } = picture(`
    <rect data-zone="hall" x="0" y="0" width="1200" height="800"/>
    <g transform="translate(1200,0)"><path data-zone="back" d="m0 0h600v400h-600z"/></g>
    <circle data-point="D2.lock" cx="600" cy="800" r="20" data-facing="180"/>
    <g data-point="L1.power" transform="scale(2)"><line x1="100" y1="100" x2="200" y2="100"/></g>`);
  expect(doubts).toEqual([]);
  expect(zones).toEqual({
    hall: {
      floor: "1F",
      outline: [
        [0, 0],
        [12, 0],
        [12, 8],
        [0, 8],
      ],
    },
    back: {
      floor: "1F",
      outline: [
        [12, 0],
        [18, 0],
        [18, 4],
        [12, 4],
      ],
    },
  });
  expect(equipment).toEqual({
    D2: { floor: "1F", at: [6, 8], facingDeg: 180 },
    L1: { floor: "1F", at: [3, 2] },
  });
  expect(drawing.map(({ d }) => d)).toEqual([
    "M580 800a20 20 0 1 0 40 0a20 20 0 1 0 -40 0Z",
    "M100 100L200 100",
  ]);
});

it("only shapes are taken, without their colours: names and hues are not the picture's to give", () => {
  const { drawing, doubts } = picture(`
    <title>plan</title><defs><linearGradient id="a"/></defs><sodipodi:namedview showgrid="true"/>
    <text x="1" y="1">大厅</text>
    <g fill="none" stroke="#f00"><rect width="10" height="10"/><path d="M0 0L5 5" style="stroke:none; fill:red"/></g>
    <rect width="2400" height="1500" fill="white"/><path d="M1 1h2" display="none"/>
    <image href="data:image/png;base64,AAAA"/><use href="#a"/><use href="#b"/>`);
  expect(drawing.map(({ d, isFilled, isLined }) => [d, isFilled, isLined])).toEqual([
    ["M0 0L10 0L10 10L0 10Z", false, true],
    ["M0 0L5 5", true, false],
  ]);
  expect(doubts).toEqual(["<image> is not drawn", "<use> is not drawn"]);
});

it("a picture is fitted to its floor, and told when it must be stretched", () => {
  const { drawing, doubts } = picture('<path d="M-10 -10h5"/>', 'viewBox="-10 -10 240 300"');
  expect(drawing[0]?.matrix).toEqual([0.1, 0, 0, 0.05, 1, 0.5]);
  expect(doubts).toEqual(["has other proportions than its floor and is stretched"]);
  expect(picture("", 'width="480px" height="300px"').doubts).toEqual([]);
});

it("ids that the hall does not have are told with what was meant", () => {
  const found = read('<rect data-zone="hal" width="9" height="9"/>\n<circle data-point="D2.luck" r="4"/>');
  if (found.is === "refused") throw new Error("refused");
  expect(found.warnings.map(({ line, message, help }) => [line, message, help])).toEqual([
    [2, 'there is no zone "hal"', 'did you mean "hall"?'],
    [3, 'there is no point "D2.luck"', 'did you mean "D2.lock"?'],
  ]);
});

it.each([
  ["<script>alert(1)</script>", "<script> does more than draw"],
  ["<svg:script/>", "<svg:script> does more than draw"],
  ["<foreignObject><div/></foreignObject>", "<foreignObject> does more than draw"],
  ['<set attributeName="href" to="x"/>', "<set> does more than draw"],
  ['<rect onclick="alert(1)"/>', "onclick: a handler"],
  ['<rect OnLoad="alert(1)"/>', "OnLoad: a handler"],
  ['<a href="https://example.com"><rect/></a>', "href: refers to something outside of the file"],
  ['<image xlink:href="//example.com/a.png"/>', "xlink:href: refers to something outside of the file"],
  ['<image href="data:image/svg+xml,x"/>', "href: refers to something outside of the file"],
  ['<a href="#&#x6a;avascript:alert(1)"/>', "href: a script"],
  ['<rect fill="url(https://example.com/a#b)"/>', "fill: refers to something outside of the file"],
  ["<rect style=\"fill:url( '//example.com')\"/>", "style: refers to something outside of the file"],
  ["<style>@import 'x.css';</style>", "<style> fetches something"],
  ["<style><![CDATA[a{background:url(x.png)}]]></style>", "<style> fetches something"],
  ["<?xml-stylesheet href='a.css'?>", "an instruction to a program"],
  ["<!DOCTYPE svg [<!ENTITY a 'b'>]>", "a document type may not be declared"],
  ["<rect width='&lol;'/>", "an entity that XML does not know: &lol;"],
  ["<g><rect></g>", "</g> ends <rect>"],
  ["<rect width=10 />", "width of <rect> has no value in quotes"],
])("a picture that does more than draw is refused: %s", (inside, why) => {
  expect(refusals(inside)).toContain(`2 ${why}`);
});

it("harmless pictures are not refused, so that the test above says something", () => {
  expect(
    refusals(
      '<a href="#b"><rect id="b" width="1" height="1" fill="url(#c)"/></a><style>.a{fill:none}</style>',
    ),
  ).toEqual([]);
});

it("a file that is no picture, or does not say how large it is, is refused with its place", () => {
  const of = { file: "1F.svg", floor: "1F", sizeM: [24, 15], zones: [], things } as const;
  const all = [
    "",
    "<html></html>",
    "<svg><rect/></svg>",
    "<svg viewBox='0 0 0 9'/>",
    `${"<g>".repeat(70)}`,
  ].map(text => readPicture(text, of));
  expect(all.map(found => (found.is === "refused" ? found.problems[0]?.message : found))).toEqual([
    "there is no element",
    "<html> is no SVG",
    "says nowhere how large it is",
    "says nowhere how large it is",
    "nested deeper than 64",
  ]);
  const text = "<svg viewBox='0 0 24 15'>\n  <script/>\n</svg>";
  const found = readPicture(text, of);
  if (found.is === "picture" || !found.problems[0]) throw new Error("taken");
  expect(renderDiagnostic(found.problems[0], text).split("\n").slice(0, 5)).toEqual([
    "error[CFG212] <script> does more than draw",
    " --> 1F.svg:2:3",
    "  |",
    "2 |   <script/>",
    "  |   ^",
  ]);
});

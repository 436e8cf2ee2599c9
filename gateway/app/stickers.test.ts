import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporary } from "../stores/testing/temporary.ts";
import { Stickers } from "./stickers.ts";

const THINGS = [{ id: "X1", nfc: "04A23B1C" }, { id: "X2", nfc: "04A23B1D" }, { id: "巡更点" }];

test("a sticker's code is the same for ever in one hall, and another one in any other", () => {
  const [here, there] = [temporary(), temporary()];
  const code = new Stickers(here.directory, THINGS).codeOf("X1");
  expect(code).toMatch(/^[0-9a-f]{8}$/);
  expect(new Stickers(here.directory, THINGS).codeOf("X1")).toBe(code);
  expect(new Stickers(there.directory, THINGS).codeOf("X1")).not.toBe(code);
  expect(statSync(join(here.directory, "stickers.key")).mode & 0o777).toBe(0o600);
  here.remove();
  there.remove();
});

test("what is read from a sticker proves its thing and no other, as an address or typed in", () => {
  const place = temporary();
  const stickers = new Stickers(place.directory, THINGS);
  const code = stickers.codeOf("X1");
  const address = `http://192.168.1.2:8080${stickers.path("X1")}`;
  for (const read of [address, code, ` ${code.toUpperCase()} `])
    expect([read, stickers.problem("X1", read)]).toEqual([read, null]);
  expect(stickers.problem("X2", address)).toBe("this sticker is of X1, not X2");
  expect(stickers.problem("X1", stickers.path("巡更点"))).toBe("this sticker is of 巡更点, not X1");
  for (const read of ["", "k=", "/x/X1", code.slice(1), "http://elsewhere/?k=00000000"])
    expect(stickers.problem("X1", read)).toContain("none of this hall's");
  place.remove();
});

test("a tag proves the thing whose tag the site file names, and its sticker's code is none of a tag's", () => {
  const place = temporary();
  const stickers = new Stickers(place.directory, THINGS);
  for (const read of ["04:a2:3b:1c", "04A23B1C"]) expect(stickers.tagProblem("X1", read)).toBeNull();
  expect(stickers.tagProblem("X1", "04:a2:3b:1d")).toBe("this tag is of X2, not X1");
  expect(stickers.tagProblem("X1", stickers.path("X1"))).toContain("none of this hall's");
  expect(stickers.tagProblem("巡更点", stickers.path("巡更点"))).toBeNull();
  expect(stickers.tagProblem("巡更点", "04:a2:3b:1d")).toContain("none of this hall's");
  place.remove();
});

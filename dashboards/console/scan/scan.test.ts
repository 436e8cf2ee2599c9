import { expect, it } from "vitest";
import { missing } from "./able.ts";
import { stickerOf } from "./sticker.ts";

const assets = [
  { id: "X1", sticker: "/x/X1?k=1a2b3c4d" },
  { id: "C1", sticker: "/x/C1?k=00ff00ff" },
];

it.each([
  ["http://192.168.1.20:8080/x/X1?k=1a2b3c4d", { id: "X1", code: "1a2b3c4d" }],
  ["https://hall.lan/x/EXT%201?lang=zh&k=1A2B3C4D", { id: "EXT 1", code: "1a2b3c4d" }],
  ["1a2b3c4d", { id: "X1", code: "1a2b3c4d" }],
  [" 00FF-00ff ", { id: "C1", code: "00ff00ff" }],
  ["1a2b3c4e", null],
  ["", null],
  ["https://elsewhere.example/menu", null],
])("what is read from a sticker, %s, is a thing and its code, or none", (read, found) => {
  expect(stickerOf(read, assets)).toEqual(found);
});

it("without TLS it says all that is missing; with it only what the browser cannot do", () => {
  const all = { isSecure: true, hasCamera: true, readsCodes: true, readsTags: false, staysAwake: true };
  expect(missing(all)).toEqual([]);
  expect(missing({ ...all, readsCodes: false })).toEqual(["cameraUnknown"]);
  expect(missing({ ...all, isSecure: false })).toEqual(["tls", "camera", "nfc", "offline", "awake"]);
});

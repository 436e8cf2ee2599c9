import { createHash } from "node:crypto";
import { readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { LARGEST_PHOTO_BYTES } from "../wire/photo.ts";
import { Photos } from "./photos.ts";

const folder = () => {
  const { directory, remove } = temporary();
  onTestFinished(remove);
  return join(directory, "photos");
};
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
const WEBP = Buffer.concat([Buffer.from("RIFF"), Buffer.from([1, 0, 0, 0]), Buffer.from("WEBPVP8 ")]);
const nameOf = (picture: Buffer) => createHash("sha256").update(picture).digest("hex");

test.each([
  ["image/jpeg", JPEG, "jpg"],
  ["image/png", PNG, "png"],
  ["image/webp", WEBP, "webp"],
])(
  "a picture of type %s is kept once under its hash, and shown as it came, also after a restart",
  async (type, picture, extension) => {
    const directory = folder();
    const photos = new Photos({ directory, isAllowed: true });
    const name = nameOf(picture);
    for (let again = 0; again < 2; again++) expect(await photos.keep(picture)).toEqual({ is: "kept", name });
    expect(readdirSync(directory)).toEqual([`${name}.${extension}`]);
    for (const one of [photos, new Photos({ directory, isAllowed: true })])
      expect([one.claim(name), await one.show(name)]).toEqual([true, { picture, type }]);
  },
);

test.each([
  ["text that says it is a picture", Buffer.from("<svg onload=alert(1)>")],
  ["nothing", Buffer.alloc(0)],
  ["a sound in the same envelope as WebP", Buffer.from("RIFF....WAVEfmt ")],
  ["the beginning of a picture's mark", PNG.subarray(0, 4)],
  ["a picture over 2 MB", Buffer.concat([JPEG, Buffer.alloc(LARGEST_PHOTO_BYTES)])],
])("%s is refused and leaves nothing behind", async (_, body) => {
  const directory = folder();
  const photos = new Photos({ directory, isAllowed: true });
  expect(await photos.keep(body)).toMatchObject({ is: "refused", why: expect.stringMatching(/picture/) });
  expect(photos.claim(nameOf(body))).toBe(false);
  expect(() => readdirSync(directory)).toThrow("ENOENT");
});

test("a hall that keeps no pictures takes none and shows none, not even old ones", async () => {
  const directory = folder();
  await new Photos({ directory, isAllowed: true }).keep(JPEG);
  const photos = new Photos({ directory, isAllowed: false });
  expect(await photos.keep(PNG)).toMatchObject({
    is: "refused",
    why: expect.stringContaining("photos: true"),
  });
  expect(await photos.show(nameOf(JPEG))).toBeNull();
});

test("other files in the folder are nobody's business", async () => {
  const directory = folder();
  await new Photos({ directory, isAllowed: true }).keep(JPEG);
  writeFileSync(join(directory, "record.db"), "secret");
  writeFileSync(join(directory, `${"a".repeat(64)}.html`), "secret");
  const photos = new Photos({ directory, isAllowed: true });
  for (const name of ["record", "record.db", "../photos/record", "a".repeat(64), "__proto__"])
    expect([photos.claim(name), await photos.show(name)]).toEqual([false, null]);
});

test("a picture whose file somebody has removed is not there any more, and can be sent again", async () => {
  const directory = folder();
  const photos = new Photos({ directory, isAllowed: true });
  await photos.keep(JPEG);
  rmSync(join(directory, `${nameOf(JPEG)}.jpg`));
  expect([await photos.show(nameOf(JPEG)), photos.claim(nameOf(JPEG))]).toEqual([null, false]);
  expect(await photos.keep(JPEG)).toMatchObject({ is: "kept" });
  expect(await photos.show(nameOf(JPEG))).toMatchObject({ picture: JPEG });
});

test("while the disk is nearly full pictures are not kept, and it is said why", async () => {
  const directory = folder();
  const photos = new Photos({ directory, isAllowed: true, spareBytes: Number.MAX_SAFE_INTEGER });
  expect(await photos.keep(JPEG)).toMatchObject({ is: "full", why: expect.stringContaining("disk") });
  expect(readdirSync(directory)).toEqual([]);
});

test("what nothing names and nobody has claimed for long enough is removed, and can be sent again", async () => {
  const directory = folder();
  const photos = new Photos({ directory, isAllowed: true });
  for (const picture of [JPEG, PNG, WEBP]) await photos.keep(picture);
  const old = new Date("2024-01-01T00:00:00Z");
  for (const file of readdirSync(directory)) utimesSync(join(directory, file), old, old);
  const before = instant(Date.parse("2025-01-01T00:00:00Z"));
  expect(photos.hasOlder(before)).toBe(true);
  expect(photos.claim(nameOf(PNG))).toBe(true);
  expect(photos.removeUnnamed(new Set([nameOf(JPEG)]), before)).toBe(1);
  expect(readdirSync(directory).toSorted()).toEqual([`${nameOf(JPEG)}.jpg`, `${nameOf(PNG)}.png`].toSorted());
  expect(await photos.show(nameOf(WEBP))).toBeNull();
  expect(await photos.keep(WEBP)).toMatchObject({ is: "kept" });
  expect(await photos.show(nameOf(WEBP))).toMatchObject({ picture: WEBP });
});

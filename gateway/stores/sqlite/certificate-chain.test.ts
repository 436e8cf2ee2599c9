import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import type { Audit, Wrong } from "#gateway/ports/audit.ts";
import { certificateHash, certificateText, FIRST_CERTIFICATE } from "#gateway/ports/certificate-hash.ts";
import { closingOf, issueOfClosing } from "../testing/sample-papers.ts";
import { temporary } from "../testing/temporary.ts";
import { openLedger, recordPath } from "./ledger.ts";
import { readCertificates } from "./read-certificates.ts";
import { commitRows } from "./record-rows.ts";
import { MIGRATIONS } from "./record-schema.ts";

const IDS = [1, 2, 3, 4].map(number => closingOf(number).id);
const id = (number: number) => IDS[number - 1]!;

/** What is wrong with certificates after somebody with a database tool has changed a record of four. */
const wrongAfter = (change: (tool: DatabaseSync) => void): readonly Wrong[] => {
  const place = temporary();
  const ledger = openLedger(place.directory);
  for (const number of [1, 2, 3, 4])
    ledger.commit(commitRows([issueOfClosing(closingOf(number))], `${number}`));
  const tool = new DatabaseSync(recordPath(place.directory));
  change(tool);
  tool.close();
  const { value } = ledger.verify({ anchors: [], wrong: [] }).next();
  ledger.close();
  place.remove();
  return (value as Audit).wrong;
};

const wrong = (number: number, how: Extract<Wrong, { is: "certificate" }>["how"]): Wrong => ({
  is: "certificate",
  seq: how === "inserted" ? null : number,
  certificate: id(number),
  how,
});

const sql = (text: string) => (tool: DatabaseSync) => tool.exec(text);

/** Makes every hash of the chain fit what stands there. */
const madeToFit = (tool: DatabaseSync): void => {
  let previous = FIRST_CERTIFICATE;
  for (const { seq, content } of tool.prepare("SELECT seq, content FROM certificate ORDER BY seq").all()) {
    const hash = certificateHash(previous, String(content));
    tool
      .prepare("UPDATE certificate SET hash = ?, previous = ? WHERE seq = ?")
      .run(hash, previous, Number(seq));
    previous = hash;
  }
};

it.each<[string, (tool: DatabaseSync) => void, readonly Wrong[]]>([
  ["nothing at all", () => {}, []],
  ["nothing, but wrote all hashes anew", madeToFit, []],
  [
    "what one says",
    sql(`UPDATE certificate SET content = replace(content, '王伟', '李丽') WHERE seq = 2`),
    [wrong(2, "edited")],
  ],
  [
    "what one says, with all hashes made to fit",
    tool => {
      sql(`UPDATE certificate SET content = replace(content, '"final"', '"partial"') WHERE seq = 2`)(tool);
      madeToFit(tool);
    },
    [wrong(2, "edited"), wrong(3, "moved"), wrong(4, "moved")],
  ],
  [
    "its text to what is no JSON",
    sql("UPDATE certificate SET content = '{' WHERE seq = 3"),
    [wrong(3, "edited")],
  ],
  [
    "the day that it is found by",
    sql("UPDATE certificate SET day = '2025-07-01' WHERE seq = 1"),
    [wrong(1, "edited")],
  ],
  ["a hash", sql("UPDATE certificate SET hash = previous WHERE seq = 4"), [wrong(4, "moved")]],
  ["one in the middle, by removing it", sql("DELETE FROM certificate WHERE seq = 2"), [wrong(2, "deleted")]],
  ["the last one, by removing it", sql("DELETE FROM certificate WHERE seq = 4"), [wrong(4, "deleted")]],
  [
    "the chain, by adding one",
    tool => {
      const content = certificateText(closingOf(9));
      const { hash } = tool.prepare("SELECT hash FROM certificate WHERE seq = 4").get() ?? {};
      tool
        .prepare("INSERT INTO certificate VALUES (5, ?, 'closing', '2025-07-08', ?, ?, ?)")
        .run(closingOf(9).id, content, certificateHash(String(hash), content), String(hash));
    },
    [{ is: "certificate", seq: null, certificate: closingOf(9).id, how: "inserted" }],
  ],
  [
    "the order of two",
    sql(`UPDATE certificate SET seq = -1 WHERE seq = 2; UPDATE certificate SET seq = 2 WHERE seq = 3;
         UPDATE certificate SET seq = 3 WHERE seq = -1`),
    [wrong(2, "moved"), wrong(3, "moved")],
  ],
  [
    "which of two is which",
    sql(`UPDATE certificate SET id = 'x' WHERE seq = 2; UPDATE certificate SET id = '${id(2)}' WHERE seq = 3;
         UPDATE certificate SET id = '${id(3)}' WHERE seq = 2`),
    [wrong(2, "edited"), wrong(3, "edited")],
  ],
])("an audit tells which certificate was touched when somebody changed %s", (_what, change, expected) => {
  expect(wrongAfter(change)).toEqual(expected);
});

it("the issue on the trail cannot be changed along with the certificate", () => {
  const both = (tool: DatabaseSync) => {
    for (const [table, column] of [
      ["certificate", "content"],
      ["event", "json"],
    ])
      tool.exec(`UPDATE ${table} SET ${column} = replace(${column}, '王伟', '李丽') WHERE seq = 2`);
    madeToFit(tool);
  };
  expect(wrongAfter(both)).toEqual([{ is: "edited", seq: 2 }]);
});

it("a record of the version before goes on with papers and certificates, and its trail is whole", () => {
  const place = temporary();
  const old = new DatabaseSync(recordPath(place.directory));
  for (const step of MIGRATIONS.slice(0, 4)) typeof step === "string" ? old.exec(step) : step(old);
  old.exec("PRAGMA user_version = 4; INSERT INTO meta VALUES ('at', '1751939100000')");
  old.close();
  const older = readCertificates(place.directory);
  expect([older.list({ limit: 9 }), older.one(id(1))]).toEqual([[], null]);
  older.close();
  const ledger = openLedger(place.directory);
  expect(ledger.load()).toMatchObject({ at: 1_751_939_100_000, papers: [] });
  ledger.commit(commitRows([issueOfClosing(closingOf(1))], "1"));
  expect(ledger.certificate(id(1))).toMatchObject({ seq: 1, certificate: closingOf(1) });
  expect(ledger.load()?.papers?.map(({ kind }) => kind)).toEqual(["standing"]);
  const { value } = ledger.verify({ anchors: [], wrong: [] }).next();
  expect(value).toMatchObject({ events: 1, certificates: 1, wrong: [] });
  const reader = readCertificates(place.directory);
  expect(reader.list({ limit: 9 })).toEqual(ledger.certificates({ limit: 9 }));
  expect(reader.standing(id(1))).toEqual({ id: id(1), broken: [] });
  reader.close();
  ledger.close();
  place.remove();
});

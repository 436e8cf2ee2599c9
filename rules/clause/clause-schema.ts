import { z } from "zod";
import { words } from "../site/schema-points.ts";

const text = z.string().trim().min(1).max(1000);
const both = z
  .strictObject({ zh: text.describe("In Chinese"), en: text.describe("In English") })
  .describe("The same in both languages: { zh: …, en: … }");
const id = z
  .string()
  .regex(/^[A-Z]{2,3}-[A-Za-z0-9.-]{1,20}$/, "must be the document's letters, - and the section: GA-5.3-8b");
const values = z.record(z.string(), z.json()).default({});

const clause = z.strictObject({
  id: id.describe("Document and section: GA-5.3-8b"),
  section: text.describe("Where in the document, in its own numbering"),
  lines: z.array(z.int().min(1)).min(1).describe("Lines of the source file: [203]"),
  zh: text.describe("What it says, in our words, in Chinese"),
  en: text.describe("What it says, in our words, in English"),
  kind: z.enum(["rule", "routine", "report", "system", "out"]),
  weight: z.enum(["core", "support", "duplicate"]).optional(),
  subject: text.describe("What it is about: door"),
  who: text.optional().describe("Who is responsible, in the words of the text"),
  due: text.optional().describe("When a routine or report is due"),
  escalate_to: text.optional().describe("Whom it goes to when it is not done"),
  parameters: values.describe("Only what the text states: { min_c: 18, max_c: 22 }"),
  proposed: values.describe("Our defaults where the text is silent: { grace_min: 5 }"),
  open: text.optional().describe("What the text leaves open"),
  reason: both.optional().describe("Why a clause is out"),
  not_judged: both.optional().describe("Why no rule judges a clause of kind rule"),
  today: z
    .strictObject({
      extent: z.enum(["whole", "part"]),
      zh: text,
      en: text,
      tests: z.array(z.string().regex(/^[\w./-]+$/, "must be a path from the root of the project")).min(1),
    })
    .optional()
    .describe("What the product does today about a clause that no rule judges"),
  see: z.array(id).min(1).optional().describe("Clauses that say the same, more, or the contrary"),
});

/** A document of the regulations with its clauses, as a file of the catalogue holds it. */
export const catalogueFile = z.strictObject({
  document: z
    .string()
    .regex(/^[A-Z]{2,3}$/, "must be two or three capital letters")
    .describe("Letters that its clauses begin with: GA"),
  title: words,
  source: text.describe("Name of the file that it was found in"),
  profile: z
    .enum(["service-hall", "bank", "ktv", "generic", "restaurant", "funeral-hall"])
    .describe("The kind of hall that it was written for"),
  clauses: z.array(clause).min(1),
});

export type CatalogueFile = z.output<typeof catalogueFile>;
export type ClauseEntry = CatalogueFile["clauses"][number];

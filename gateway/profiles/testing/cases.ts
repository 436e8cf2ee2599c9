import { readdirSync, readFileSync } from "node:fs";

const CASES = new URL("../cases/", import.meta.url);

/** Registers as four hex digits each, lowest address first; `bits` for coils and discrete inputs. */
type Registers = readonly string[];

/** What registers mean: one vector, one value. */
export type Vector = {
  readonly point: string;
  readonly words?: Registers;
  readonly bits?: readonly number[];
  readonly minus?: Registers;
  readonly factor?: Registers;
};

/** A number in the class's unit, or a word of the class; or that there is no value. */
export type Meant = { readonly value: number | string } | { readonly quality: "bad" };

export type ModbusCase = {
  readonly profile: string;
  readonly vectors: readonly (readonly [Vector, Meant])[];
  /** What one read brings, and what every point of the first unit in it is then. */
  readonly blocks: readonly {
    readonly table: string;
    readonly address: number;
    readonly words: Registers;
    readonly meant: Readonly<Record<string, number | string>>;
  }[];
};

/** The ids of all models that have a case. */
export const caseIds = (): readonly string[] => readdirSync(CASES).toSorted();

/** Input and expected answer of one model, as they stand in its folder. */
export const readCase = (id: string): { readonly input: unknown; readonly expected: unknown } => ({
  input: JSON.parse(readFileSync(new URL(`${id}/input.json`, CASES), "utf8")),
  expected: JSON.parse(readFileSync(new URL(`${id}/expected.json`, CASES), "utf8")),
});

/** The cases of models that are read over Modbus. */
export const modbusCases = (): readonly ModbusCase[] =>
  caseIds().flatMap(id => {
    const { input, expected } = readCase(id) as {
      readonly input: {
        readonly profile: string;
        readonly vectors?: readonly Vector[];
        readonly blocks?: readonly Omit<ModbusCase["blocks"][number], "meant">[];
      };
      readonly expected: {
        readonly vectors: readonly Meant[];
        readonly blocks?: readonly ModbusCase["blocks"][number]["meant"][];
      };
    };
    if (input.vectors === undefined) return [];
    if (input.vectors.length !== expected.vectors.length) throw new Error(`${id}: vectors without an answer`);
    const vectors = input.vectors.map((vector, i) => [vector, expected.vectors[i]!] as const);
    const blocks = (input.blocks ?? []).map((block, i) => ({ ...block, meant: expected.blocks?.[i] ?? {} }));
    return [{ profile: input.profile, vectors, blocks }];
  });

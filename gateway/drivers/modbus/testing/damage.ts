import type { dice } from "../../testing/random.ts";

type Dice = ReturnType<typeof dice>;
type Damage = (frame: readonly number[], roll: Dice) => readonly number[];

const noise = (roll: Dice, most: number) => Array.from({ length: 1 + roll(most) }, () => roll(256));

const damages: readonly Damage[] = [
  (frame, roll) => frame.with(roll(frame.length), roll(256)),
  (frame, roll) => {
    const i = roll(frame.length);
    return frame.with(i, frame[i]! ^ (1 << roll(8)));
  },
  (frame, roll) => frame.toSpliced(roll(frame.length), 0, ...noise(roll, 5)),
  (frame, roll) => frame.toSpliced(roll(frame.length), 1 + roll(5)),
  (frame, roll) => frame.slice(0, roll(frame.length)),
  frame => [...frame, ...frame],
  (frame, roll) => [...frame, ...noise(roll, 40)],
  (frame, roll) => [...noise(roll, 40), ...frame],
  (frame, roll) => {
    const [i, j] = [roll(frame.length), roll(frame.length)];
    return frame.with(i, frame[j]!).with(j, frame[i]!);
  },
  (_, roll) => noise(roll, 300),
];

/** A frame after one to three things have gone wrong with it on its way. */
export const damaged = (frame: Uint8Array, roll: Dice): Uint8Array => {
  let bytes: readonly number[] = [...frame];
  for (let times = 1 + roll(3); times > 0; times -= 1)
    if (bytes.length > 0) bytes = damages[roll(damages.length)]!(bytes, roll);
  return Uint8Array.from(bytes);
};

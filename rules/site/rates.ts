import { type Told, told } from "./form.ts";

const MOST_PER_SECOND = 200_000;

/** Reads how many messages a second: `50 per s`, `30 per min`. */
export const ratePerSecond = (text: string): Told<number> => {
  const [, count, unit] = /^(\d{1,7}) ?per ?(s|min)$/.exec(text.trim()) ?? [];
  if (count === undefined) {
    const help = "write it as 50 per s or 30 per min";
    return { is: "refused", code: "CFG420", why: `expected a rate, found "${text}"`, help };
  }
  const rate = Number(count) / (unit === "min" ? 60 : 1);
  if (rate <= 0 || rate > MOST_PER_SECOND) {
    return {
      is: "refused",
      code: "CFG105",
      why: `${text} is not between 1 per min and 200000 per s`,
      help: "",
    };
  }
  return told(rate);
};

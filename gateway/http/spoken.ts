import type { FastifyRequest } from "fastify";

/**
 * The language in which whoever asks reads: Chinese where his browser prefers it to English, and where it says nothing.
 *
 * @see RFC 9110 §12.5.4
 */
export const spokenBy = ({ headers }: Pick<FastifyRequest, "headers">): "zh" | "en" => {
  const weights = (headers["accept-language"] ?? "").split(",").map(each => {
    const [tag = "", ...parameters] = each.trim().toLowerCase().split(";");
    const weight = parameters.map(text => /^\s*q=([\d.]+)/.exec(text)?.[1]).find(text => text !== undefined);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  const best = (language: string) =>
    Math.max(0, ...weights.filter(({ tag }) => tag.split("-")[0] === language).map(({ weight }) => weight));
  return best("en") > best("zh") ? "en" : "zh";
};

/**
 * Tokens of devices by id, of a file with a line for each: the id, a space, the token. Empty lines and those that begin
 * with `#` count for nothing.
 *
 * @throws {Error}  naming the line that is neither; what it says is not repeated, since it may be a token
 */
export const readTokens = (text: string): ReadonlyMap<string, string> => {
  const tokens = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const said = line.trim();
    if (said === "" || said.startsWith("#")) continue;
    const [id, token, ...more] = said.split(/\s+/);
    if (id === undefined || token === undefined || more.length > 0)
      throw new Error(`line ${index + 1}: it takes an id, a space and its token`);
    tokens.set(id, token);
  }
  return tokens;
};

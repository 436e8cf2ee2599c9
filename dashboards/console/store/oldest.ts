/** The earliest of some times on the wire; null when one of them never was, or when there are none. */
export const oldest = (measured: readonly { readonly at: string | null }[]): string | null => {
  const times = measured.map(({ at }) => at).filter(at => at !== null);
  return times.length === measured.length ? (times.sort()[0] ?? null) : null;
};

const KEPT = 200;
const SHOWN = 20;
const LONGEST = 64;

/**
 * Counts by client how often something of it was not taken. 200 are counted, 20 shown: when another comes the one with the
 * least makes room and hands on its count, so that whoever is worst stays, and no count of these is ever too small.
 *
 * @see Metwally, Agrawal, El Abbadi: Efficient Computation of Frequent and Top-k Elements in Data Streams (2005)
 */
export const offenders = () => {
  const counts = new Map<string, number>();
  const least = (): readonly [string, number] => {
    let found: readonly [string, number] = ["", Number.POSITIVE_INFINITY];
    for (const each of counts) if (each[1] < found[1]) found = each;
    return found;
  };
  return {
    note: (client: string): void => {
      const name = client.slice(0, LONGEST);
      const known = counts.get(name);
      if (known !== undefined || counts.size < KEPT) {
        counts.set(name, (known ?? 0) + 1);
        return;
      }
      const [dropped, count] = least();
      counts.delete(dropped);
      counts.set(name, count + 1);
    },
    /** `{ "client D7": 31 }`, the worst first, at most 20. */
    worst: (): Readonly<Record<string, number>> =>
      Object.fromEntries(
        [...counts]
          .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
          .slice(0, SHOWN)
          .map(([name, count]) => [`client ${name}`, count]),
      ),
  };
};

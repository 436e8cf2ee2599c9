import { networkInterfaces } from "node:os";

/**
 * Where a telephone in the hall reaches this gateway: what the site file says, else the machine's own address on the LAN,
 * else where it listens.
 *
 * @param link  of the site file; null: it has none
 * @param url   where the gateway listens
 */
export const paperAddress = (link: string | null, url: string, addresses = lanAddresses()): string => {
  if (link !== null) return link.endsWith("/") ? link : `${link}/`;
  const here = new URL(url);
  const isEverywhere = here.hostname === "0.0.0.0" || here.hostname === "[::]";
  const [first] = addresses;
  if (isEverywhere && first !== undefined) here.hostname = first;
  return here.href;
};

/** IPv4 addresses that others can reach, in the order of their interfaces. */
const lanAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap(each => each ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);

import { dirname, resolve } from "node:path";
import type { Site } from "#rules/site/model.ts";

/**
 * The site with the certificates and keys that it names for its broker where they are, whatever directory the gateway runs
 * in: like everything that a site file names they lie beside it. They are read when the broker starts, and again when
 * they are renewed.
 *
 * @param file  the site file
 */
export const withBrokerFiles = (site: Site, file: string): Site => {
  const { mqtt } = site.sources;
  if (mqtt?.tls === undefined) return site;
  const beside = (path: string) => resolve(dirname(file), path);
  const { cert, key, ca } = mqtt.tls;
  const found = {
    ...(cert && { cert: beside(cert) }),
    ...(key && { key: beside(key) }),
    ...(ca && { ca: beside(ca) }),
  };
  const placed =
    mqtt.is === "external"
      ? { ...mqtt, tls: found }
      : { ...mqtt, tls: { ...mqtt.tls, ...found, ...(mqtt.tls.crl && { crl: beside(mqtt.tls.crl) }) } };
  return { ...site, sources: { ...site.sources, mqtt: placed } };
};

const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1980-01-01 00:00, the first moment that a ZIP can say. */
const DATE = 0x0021;

/**
 * A ZIP without the times at which it was packed, so that the same content gives the same bytes.
 *
 * @param zip  packed in memory: no data descriptors with times, no ZIP64; changed in place
 * @see PKWARE APPNOTE 6.3 §4.3.7, §4.3.12, §4.3.16
 */
export const stillZip = (zip: Buffer): Buffer => {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new RangeError("no end of the central directory");
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry += 1) {
    if (zip.readUInt32LE(at) !== CENTRAL)
      throw new RangeError("the central directory is not where it should be");
    zip.writeUInt16LE(0, at + 12);
    zip.writeUInt16LE(DATE, at + 14);
    const local = zip.readUInt32LE(at + 42);
    zip.writeUInt16LE(0, local + 10);
    zip.writeUInt16LE(DATE, local + 12);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
};

const POLYNOMIAL = 0xa001;

const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
  return crc;
});

/**
 * CRC-16 of an RTU frame over `bytes[from..to)`; it goes on the wire low byte first.
 *
 * @see Modbus over Serial Line V1.02 §6.2.2
 */
export const crc16 = (bytes: Uint8Array, from: number, to: number): number => {
  let crc = 0xffff;
  for (let i = from; i < to; i += 1) crc = (crc >> 8) ^ table[(crc ^ bytes[i]!) & 0xff]!;
  return crc;
};

/** Whether `bytes[from..to)` ends with the checksum of what stands before it. */
export const hasRightCrc = (bytes: Uint8Array, from: number, to: number): boolean => {
  if (to - from < 4) return false;
  const crc = crc16(bytes, from, to - 2);
  return bytes[to - 2] === (crc & 0xff) && bytes[to - 1] === crc >> 8;
};

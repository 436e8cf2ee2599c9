const POLYNOMIAL = 0xa001;

/** CRC-16/ARC: reflected 0x8005, begins with 0. @see ANSI/SIA DC-09-2021 annex, and its check value 0xBB3D of "123456789" */
export const crc16Arc = (bytes: Iterable<number>): number => {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
  }
  return crc;
};

import { type Told, told } from "./form.ts";

/** Reads which serial port is meant: `usb:` and the serial number of the adapter, or the path of the device. */
export const serialPort = (said: string): Told<string> => {
  if (/^usb:[A-Za-z0-9_.:-]+$|^\/dev\/\S+$|^COM[1-9]\d{0,2}$/.test(said)) return told(said);
  return {
    is: "refused",
    code: "CFG410",
    why: `"${said}" is no serial port`,
    help: "write usb:A50285BI with the serial number of the adapter, or /dev/ttyUSB0",
  };
};

/** What the browser gives this page. */
export type Able = {
  /** Whether the page came over TLS, or from this very machine. */
  readonly isSecure: boolean;
  readonly hasCamera: boolean;
  /** Whether it can find a code in a picture. */
  readonly readsCodes: boolean;
  readonly readsTags: boolean;
  readonly staysAwake: boolean;
};

/** What this device cannot do here, for people: each is a name of a text. */
export type Missing = "tls" | "camera" | "cameraUnknown" | "nfc" | "offline" | "awake";

/**
 * What cannot be done on this device, and why: without TLS browsers give no camera, no tags, no page without a network and
 * no screen that stays lit. A desk without tags lacks nothing: only phones have them.
 *
 * @see Secure Contexts, W3C: getUserMedia, Web NFC, service workers and wake locks are for pages over TLS
 */
export const missing = ({ isSecure, hasCamera, readsCodes }: Able): readonly Missing[] => {
  if (!isSecure) return ["tls", "camera", "nfc", "offline", "awake"];
  return hasCamera && readsCodes ? [] : ["cameraUnknown"];
};

/** What this browser gives this page now. */
export const ableHere = (): Able => ({
  isSecure: globalThis.isSecureContext,
  hasCamera: navigator.mediaDevices?.getUserMedia !== undefined,
  readsCodes: "BarcodeDetector" in globalThis,
  readsTags: "NDEFReader" in globalThis,
  staysAwake: "wakeLock" in navigator,
});

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../words/language.ts";

const LOOK_EVERY_MS = 250;

/** The browser's own reader of codes. TypeScript does not know it yet. @see WICG Barcode Detection API */
type Detector = { detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> };
type Detectors = { readonly BarcodeDetector: new (options: { formats: readonly string[] }) => Detector };

/** Looks for a code through the camera until one is found. What it sees goes nowhere. */
export const Camera = ({ onRead, onClose }: { onRead: (text: string) => void; onClose: () => void }) => {
  const words = t().scan;
  const video = useRef<HTMLVideoElement>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let stream: MediaStream | null = null;
    let awake: WakeLockSentinel | null = null;
    let timer: ReturnType<typeof setInterval> | null = null;
    let isOver = false;
    const end = (): void => {
      isOver = true;
      if (timer !== null) clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
      void awake?.release();
    };
    const begin = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const element = video.current;
      if (isOver || !element) return end();
      element.srcObject = stream;
      // It plays as soon as there is something to see.
      element.play().catch(() => {});
      const { BarcodeDetector } = globalThis as unknown as Detectors;
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      timer = setInterval(() => void look(detector, element), LOOK_EVERY_MS);
      // A screen that goes dark in between costs time, and nothing else.
      awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
      if (isOver) end();
    };
    const look = async (detector: Detector, element: HTMLVideoElement): Promise<void> => {
      // A picture that cannot be read is followed by another.
      const [code] = await detector.detect(element).catch(() => []);
      if (code === undefined || isOver) return;
      end();
      onRead(code.rawValue);
    };
    begin().catch(() => {
      end();
      setFailed(true);
    });
    return end;
  }, []);
  return (
    <div class="camera">
      {hasFailed ? (
        <p class="refusal" role="alert">
          {words.cameraFailed}
        </p>
      ) : (
        <>
          <video ref={video} muted playsInline aria-label={words.picture} />
          <p role="status">{words.looking}</p>
        </>
      )}
      <button type="button" onClick={onClose}>
        {words.stopCamera}
      </button>
    </div>
  );
};

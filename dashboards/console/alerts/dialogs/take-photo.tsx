import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";
import { t } from "../../words/language.ts";

/** Longest side of a picture as it is kept, in pixels: a face or a gauge can be read, and a phone sends it in a second. */
const LONGEST_PX = 1600;
const QUALITY = 0.8;

/** Takes a picture with the camera or chooses one, and makes it small before it goes anywhere. */
export const TakePhoto = ({
  photo,
  onTaken,
}: {
  photo: Blob | null;
  onTaken: (photo: Blob | null) => void;
}) => {
  const [hasFailed, setFailed] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      onTaken(await madeSmall(file));
      setFailed(false);
    } catch {
      onTaken(null);
      setFailed(true);
    }
  };
  return (
    <>
      <label class="file">
        <Icon name="camera" /> {t().note.photo}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
        />
      </label>
      {hasFailed && <p role="alert">{t().note.photoLarge}</p>}
      {photo && (
        <p class="preview">
          <Preview photo={photo} />
          <button type="button" onClick={() => onTaken(null)}>
            {t().note.removePhoto}
          </button>
        </p>
      )}
    </>
  );
};

/** The picture, drawn: the page may load no address of its own making. */
const Preview = ({ photo }: { photo: Blob }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    void createImageBitmap(photo).then(picture => {
      if (canvas.current) draw(picture, canvas.current, 240);
    });
  }, [photo]);
  return <canvas ref={canvas} role="img" aria-label={t().photo} />;
};

const madeSmall = async (file: Blob): Promise<Blob> => {
  const canvas = document.createElement("canvas");
  draw(await createImageBitmap(file), canvas, LONGEST_PX);
  return new Promise((done, fail) =>
    canvas.toBlob(blob => (blob ? done(blob) : fail(new Error("no picture"))), "image/jpeg", QUALITY),
  );
};

const draw = (picture: ImageBitmap, canvas: HTMLCanvasElement, longest: number): void => {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
};

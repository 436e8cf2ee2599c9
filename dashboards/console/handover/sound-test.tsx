import { useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { openSound, soundState } from "../sound/sound.ts";
import { t } from "../words/language.ts";

/** The desk is heard once before it is taken over; the touch also opens the sound for the night. */
export const SoundTest = () => {
  const words = t().handover;
  const [heard, setHeard] = useState<boolean | null>(null);
  const [wasPlayed, setPlayed] = useState(false);
  const play = async (): Promise<void> => {
    await openSound();
    setHeard(null);
    setPlayed(true);
  };
  return (
    <section class="sound-test">
      <h2>{words.sound}</h2>
      <p class="quiet">{words.soundMeaning}</p>
      <div class="acts">
        <button type="button" onClick={() => void play()}>
          <Icon name={soundState.value === "off" ? "sound-off" : "sound"} />
          {words.play}
        </button>
        {wasPlayed && (
          <>
            <button type="button" aria-pressed={heard === true} onClick={() => setHeard(true)}>
              {words.heard}
            </button>
            <button type="button" aria-pressed={heard === false} onClick={() => setHeard(false)}>
              {words.notHeard}
            </button>
          </>
        )}
      </div>
      <p role="status">
        {soundState.value === "off"
          ? words.soundOff
          : heard === null
            ? ""
            : heard
              ? words.heardDone
              : words.notHeardDone}
      </p>
    </section>
  );
};

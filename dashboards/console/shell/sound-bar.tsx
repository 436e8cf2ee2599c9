import { countdown } from "../format/time.ts";
import { Icon } from "../parts/icon.tsx";
import { mutedFor, muteSound, openSound, soundState } from "../sound/sound.ts";
import { t } from "../words/language.ts";

/** Under the alarm bar while the console is not to be heard: it stays until the sound runs, and counts a mute down. */
export const SoundBar = () => {
  if (soundState.value === "off")
    return (
      <button type="button" class="sound-bar" onClick={() => void openSound()}>
        <Icon name="sound-off" /> {t().sound.open}
      </button>
    );
  if (mutedFor.value === 0) return null;
  return (
    <p class="sound-bar">
      <Icon name="sound-off" /> {t().sound.muted(countdown(mutedFor.value))}
    </p>
  );
};

/** Silence on this console for two minutes; not offered while it lasts. */
export const MuteButton = () =>
  soundState.value === "off" || mutedFor.value > 0 ? null : (
    <button type="button" class="plain" onClick={muteSound} title={t().sound.mute}>
      <Icon name="sound" />
      <span class="theme-word">{t().sound.mute}</span>
    </button>
  );

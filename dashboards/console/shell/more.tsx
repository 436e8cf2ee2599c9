import { Dialog } from "../parts/dialog.tsx";
import { t } from "../words/language.ts";
import { HallClock, HallName, LanguageButton, ThemeButton } from "./bar.tsx";
import { MuteButton } from "./sound-bar.tsx";

/** What the bar has no room for on a phone. */
export const More = ({ onClose }: { onClose: () => void }) => (
  <Dialog title={t().more.title} onClose={onClose}>
    <div class="more-list">
      <p>
        <HallName />
      </p>
      <p>
        {t().more.clock} <HallClock />
      </p>
      <MuteButton />
      <LanguageButton />
      <ThemeButton />
    </div>
  </Dialog>
);

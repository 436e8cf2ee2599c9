import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { href } from "../route.ts";
import { t } from "../words/language.ts";
import { HallClock, HallName, Here, LanguageButton, ThemeButton } from "./bar.tsx";
import { morePages } from "./rail.tsx";
import { MuteButton } from "./sound-bar.tsx";

/** What the bar has no room for on a phone. */
export const More = ({ onClose }: { onClose: () => void }) => (
  <Dialog title={t().more.title} onClose={onClose}>
    <div class="more-list">
      <nav aria-label={t().nav.label}>
        {morePages.map(page => (
          <a key={page} href={href(page)} onClick={onClose}>
            <Icon name={page} /> {t().nav[page]}
          </a>
        ))}
      </nav>
      <p>
        <HallName />
      </p>
      <p>
        {t().more.clock} <HallClock />
      </p>
      <Here />
      <MuteButton />
      <LanguageButton />
      <ThemeButton />
    </div>
  </Dialog>
);

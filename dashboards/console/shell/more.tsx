import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { href } from "../route.ts";
import { t } from "../words/language.ts";
import { DutyNow, HallClock, HallName, Here, LanguageButton, ThemeButton } from "./bar.tsx";
import { Count, groups, isUnderMore } from "./rail.tsx";
import { MuteButton } from "./sound-bar.tsx";

/** What the bar has no room for on a phone. */
export const More = ({ onClose }: { onClose: () => void }) => (
  <Dialog title={t().more.title} onClose={onClose}>
    <div class="more-list">
      <DutyNow />
      <nav aria-label={t().nav.label}>
        {groups.map(({ id, pages }) => (
          <div key={id} class="more-group">
            <span>{t().nav.groups[id]}</span>
            {pages.filter(isUnderMore).map(page => (
              <a key={page} href={href(page)} onClick={onClose}>
                <Icon name={page} />
                <span>
                  {t().nav[page]}
                  <Count page={page} />
                </span>
              </a>
            ))}
          </div>
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

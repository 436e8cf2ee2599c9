import { render } from "preact";
import { loadTheRest } from "./parts/lazy.tsx";
import { followAddress } from "./route.ts";
import { followKeys } from "./shell/keys.ts";
import { tellSent } from "./shell/sent.ts";
import { Shell } from "./shell/shell.tsx";
import { followTheme } from "./shell/theme.ts";
import { followTitle } from "./shell/title.ts";
import { followSound } from "./sound/sound.ts";
import { followLastKnown } from "./store/last-known.ts";
import { followNews } from "./store/news.ts";
import { followQueue } from "./store/queue.ts";
import { Stream } from "./store/stream.ts";
import { followLanguage, loadLanguage } from "./words/language.ts";

/** The rest is fetched once the board has had its time. */
const QUIET_AFTER_MS = 1_500;

const start = async (): Promise<void> => {
  new Stream().start();
  followTheme();
  // Chinese is always there; a console that cannot fetch English speaks Chinese rather than nothing.
  await loadLanguage().catch(() => {});
  followLanguage();
  followAddress();
  followKeys();
  followNews();
  followTitle();
  followSound();
  followQueue(sent => void tellSent(sent));
  void followLastKnown();
  const root = document.querySelector("#console");
  if (root) render(<Shell />, root);
  setTimeout(() => void loadTheRest(), QUIET_AFTER_MS);
  // Only over TLS (or on this very machine) does a browser keep the page for times without a network.
  void navigator.serviceWorker?.register("/sw.js").catch(() => {});
};

void start();

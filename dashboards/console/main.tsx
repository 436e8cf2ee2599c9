import { render } from "preact";
import { followAddress } from "./route.ts";
import { followKeys } from "./shell/keys.ts";
import { Shell } from "./shell/shell.tsx";
import { followTheme } from "./shell/theme.ts";
import { followTitle } from "./shell/title.ts";
import { followNews } from "./store/news.ts";
import { Stream } from "./store/stream.ts";
import { followLanguage } from "./words/language.ts";

followLanguage();
followTheme();
followAddress();
followKeys();
followNews();
followTitle();
new Stream().start();

const root = document.querySelector("#console");
if (root) render(<Shell />, root);

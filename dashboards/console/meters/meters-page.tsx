import { t } from "../words/language.ts";

export const MetersPage = () => <h1>{t().nav.meters}</h1>;

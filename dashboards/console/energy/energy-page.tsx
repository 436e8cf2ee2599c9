import { t } from "../words/language.ts";

export const EnergyPage = () => <h1>{t().nav.energy}</h1>;

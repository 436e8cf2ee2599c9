import { t } from "../words/language.ts";

export const CompliancePage = () => <h1>{t().nav.compliance}</h1>;

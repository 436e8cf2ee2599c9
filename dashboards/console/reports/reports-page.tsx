import "../styles/reports.css";
import { route } from "../route.ts";
import { ReportList } from "./list.tsx";
import { ReportPage } from "./report-page.tsx";

/** Reports that the hall owes, and what each says. */
export const ReportsPage = () => {
  const { id, query } = route.value;
  if (id === null) return <ReportList cycle={query.cycle ?? ""} />;
  const version = /^\d+$/.test(query.version ?? "") ? Number(query.version) : null;
  return <ReportPage key={`${id} ${version}`} id={id} version={version} />;
};

import { lazy } from "../parts/lazy.tsx";
import { route } from "../route.ts";

const PlanPage = lazy(() => import("../plan/plan-page.tsx").then(({ PlanPage }) => PlanPage));
const ClosingPage = lazy(() => import("../closing/closing-page.tsx").then(({ ClosingPage }) => ClosingPage));
const MeasuredPages = lazy(() =>
  import("../points/measured-pages.tsx").then(({ MeasuredPages }) => MeasuredPages),
);
const HistoryPage = lazy(() => import("../history/history-page.tsx").then(({ HistoryPage }) => HistoryPage));
const RosterPage = lazy(() => import("../roster/roster-page.tsx").then(({ RosterPage }) => RosterPage));
const IncidentPage = lazy(() =>
  import("../incident/incident-page.tsx").then(({ IncidentPage }) => IncidentPage),
);
const LoadPage = lazy(() => import("../load/load-page.tsx").then(({ LoadPage }) => LoadPage));
const OpeningPage = lazy(() => import("../opening/opening-page.tsx").then(({ OpeningPage }) => OpeningPage));
const CertificatesPage = lazy(() =>
  import("../certificates/certificates-page.tsx").then(({ CertificatesPage }) => CertificatesPage),
);
const TasksPage = lazy(() => import("../tasks/tasks-page.tsx").then(({ TasksPage }) => TasksPage));
const ScanPage = lazy(() => import("../scan/scan-page.tsx").then(({ ScanPage }) => ScanPage));
const RegisterPage = lazy(() =>
  import("../register/register-page.tsx").then(({ RegisterPage }) => RegisterPage),
);
const DaysPage = lazy(() => import("../days/days-page.tsx").then(({ DaysPage }) => DaysPage));
const TicketsPage = lazy(() => import("../tickets/tickets-page.tsx").then(({ TicketsPage }) => TicketsPage));
const HandoverPage = lazy(() =>
  import("../handover/handover-page.tsx").then(({ HandoverPage }) => HandoverPage),
);
const EnergyPage = lazy(() => import("../energy/energy-page.tsx").then(({ EnergyPage }) => EnergyPage));
const MetersPage = lazy(() => import("../meters/meters-page.tsx").then(({ MetersPage }) => MetersPage));
const CompliancePage = lazy(() =>
  import("../compliance/compliance-page.tsx").then(({ CompliancePage }) => CompliancePage),
);
const TrendsPage = lazy(() => import("../trends/trends-page.tsx").then(({ TrendsPage }) => TrendsPage));
const ReportsPage = lazy(() => import("../reports/reports-page.tsx").then(({ ReportsPage }) => ReportsPage));
const SetUpPage = lazy(() => import("../account/set-up-page.tsx").then(({ SetUpPage }) => SetUpPage));

/** The page that the person is on, where it is not the board: each is fetched by itself. */
export const LaterPage = () => {
  const { page } = route.value;
  switch (page) {
    case "alerts":
      return null;
    case "plan":
      return <PlanPage />;
    case "closing":
      return <ClosingPage />;
    case "opening":
      return <OpeningPage />;
    case "certificates":
      return <CertificatesPage />;
    case "tasks":
      return <TasksPage />;
    case "scan":
      return <ScanPage />;
    case "register":
      return <RegisterPage />;
    case "days":
      return <DaysPage />;
    case "tickets":
      return <TicketsPage />;
    case "handover":
      return <HandoverPage />;
    case "energy":
      return <EnergyPage />;
    case "meters":
      return <MetersPage />;
    case "compliance":
      return <CompliancePage />;
    case "trends":
      return <TrendsPage />;
    case "reports":
      return <ReportsPage />;
    case "set-up":
      return <SetUpPage />;
    case "points":
    case "devices":
    case "control":
      return <MeasuredPages />;
    case "history":
      return <HistoryPage />;
    case "roster":
      return <RosterPage />;
    case "incidents":
      return <IncidentPage />;
    case "load":
      return <LoadPage />;
    default:
      return page satisfies never;
  }
};

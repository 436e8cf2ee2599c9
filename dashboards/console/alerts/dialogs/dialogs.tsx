import { asked } from "../asked.ts";
import { AcknowledgeDialog } from "./acknowledge.tsx";
import { GroupDialog } from "./group.tsx";
import { NoteDialog } from "./note.tsx";
import { ReportDialog } from "./report.tsx";
import { ResetDialog } from "./reset.tsx";
import { PutBackDialog, TakeOutDialog } from "./service.tsx";
import { ShelveDialog } from "./shelve.tsx";
import { UnshelveDialog } from "./unshelve.tsx";

/** The dialog that is asked for. */
export const Dialogs = () => {
  const what = asked.value;
  if (what === null) return null;
  switch (what.is) {
    case "acknowledge":
      return <AcknowledgeDialog {...what} />;
    case "note":
    case "confirm":
      return <NoteDialog is={what.is} alert={what.alert} />;
    case "reset":
      return <ResetDialog alert={what.alert} />;
    case "shelve":
      return <ShelveDialog alert={what.alert} />;
    case "unshelve":
      return <UnshelveDialog alert={what.alert} />;
    case "report":
      return <ReportDialog alert={what.alert} owedTo={null} />;
    case "supplement":
      return <ReportDialog alert={what.alert} owedTo={what.role} />;
    case "take-out":
      return <TakeOutDialog alert={what.alert} />;
    case "put-back":
      return <PutBackDialog service={what.service} />;
    case "group":
      return <GroupDialog alerts={what.alerts} />;
    default:
      return what satisfies never;
  }
};

import { useEffect, useRef, useState } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireIncidentPage } from "#gateway/wire/incident.ts";
import { ApiError, get } from "../store/api.ts";
import { connection, openAlerts } from "../store/live.ts";

export type Read =
  | { readonly is: "reading" }
  /** `isOld`: it could not be read again since. */
  | { readonly is: "read"; readonly page: WireIncidentPage; readonly isOld: boolean }
  | { readonly is: "failed"; readonly why: "missing" | "failed" };

/** In a flood of changes it is read again no more often than this. */
const READ_AGAIN_AFTER_MS = 500;

/** An incident, read again whenever one of its alerts changes and when the gateway is heard again. */
export const useIncident = (id: string): Read => {
  const [read, setRead] = useState<Read>({ is: "reading" });
  const page = read.is === "read" && read.page.alert.id === id ? read.page : null;
  const version = useVersion(membersOf(id, page));
  const view = connection.value;
  useEffect(() => {
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const answer = await readIncident(id);
      if (isCurrent)
        setRead(before =>
          answer.is === "failed" && before.is === "read" ? { ...before, isOld: true } : answer,
        );
    };
    const timer = setTimeout(() => void ask(), page === null ? 0 : READ_AGAIN_AFTER_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [id, version, view]);
  return read.is === "read" && page === null ? { is: "reading" } : read;
};

const readIncident = async (id: string): Promise<Read> => {
  try {
    const page = await get<WireIncidentPage>(`/api/alerts/${encodeURIComponent(id)}/incident`);
    return { is: "read", page, isOld: false };
  } catch (error) {
    return { is: "failed", why: error instanceof ApiError && error.status === 404 ? "missing" : "failed" };
  }
};

/** Its alerts as the stream tells them: the alert itself, what it explains, and what it is known to have explained. */
const membersOf = (id: string, page: WireIncidentPage | null): readonly WireAlert[] => {
  const known = new Set(page?.explains.map(each => each.id));
  return [...(openAlerts.value?.values() ?? [])].filter(
    alert => alert.id === id || alert.suppression?.cause === id || known.has(alert.id),
  );
};

/** Counts how often the members have changed. */
const useVersion = (members: readonly WireAlert[]): number => {
  const last = useRef<{ members: readonly WireAlert[]; version: number }>({ members: [], version: 0 });
  const before = last.current;
  const isSame =
    before.members.length === members.length &&
    members.every((each, index) => each === before.members[index]);
  if (!isSame) last.current = { members, version: before.version + 1 };
  return last.current.version;
};

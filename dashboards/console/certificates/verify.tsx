import { useState } from "preact/hooks";
import type { WireVerified } from "#gateway/wire/certificate.ts";
import { VerdictMark } from "../closing/mark.tsx";
import { dayText } from "../format/day.ts";
import { Icon } from "../parts/icon.tsx";
import { href } from "../route.ts";
import { ApiError, postFile } from "../store/api.ts";
import { say, t } from "../words/language.ts";
import { StandingWord } from "./standing.tsx";

type Asked =
  | { readonly is: "nothing" | "asking" }
  | { readonly is: "failed"; readonly why: string; readonly detail: string }
  | { readonly is: "answered"; readonly file: string; readonly verified: WireVerified };

/** Is a copy genuine? A file is handed in, and the answer is seen at one glance. */
export const Verify = () => {
  const words = t().certificates;
  const [asked, setAsked] = useState<Asked>({ is: "nothing" });
  const check = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setAsked({ is: "asking" });
    setAsked(await verify(file));
  };
  return (
    <section class="verify">
      <h2>{words.verifyTitle}</h2>
      <p class="meaning">{words.verifyMeaning}</p>
      <label class="file">
        <Icon name="certificates" /> {words.chooseFile}
        <input
          type="file"
          accept=".pdf,.html,.htm,.json"
          onChange={({ currentTarget }) => {
            void check(currentTarget.files?.[0]);
            // The same file can be chosen again.
            currentTarget.value = "";
          }}
        />
      </label>
      <div role="status">
        {asked.is === "asking" && <p>{words.verifying}</p>}
        {asked.is === "failed" && (
          <p class="refusal">
            {asked.why}
            {asked.detail && <small lang="en">{asked.detail}</small>}
          </p>
        )}
        {asked.is === "answered" && <Verified verified={asked.verified} of={asked.file} />}
      </div>
    </section>
  );
};

const verify = async (file: File): Promise<Asked> => {
  try {
    const type = file.type || "application/octet-stream";
    return {
      is: "answered",
      file: file.name,
      verified: await postFile<WireVerified>("/api/certificates/verify", file, type),
    };
  } catch (error) {
    const isOffline = error instanceof ApiError && error.code === "OFFLINE";
    return {
      is: "failed",
      why: isOffline ? t().certificates.failed : t().refused,
      detail: isOffline ? "" : String(error instanceof Error ? error.message : error),
    };
  }
};

const marks = { genuine: "pass", differs: "fail", unknown: "unknown" } as const;

/** What became of checking a copy: genuine, different, or not ours; and what was really issued. */
export const Verified = ({
  verified: { is, why, certificate },
  of,
}: {
  verified: WireVerified;
  of: string;
}) => {
  const words = t().certificates;
  return (
    <div class={`verified is-${is}`}>
      <VerdictMark verdict={marks[is]} />
      <div>
        <p>
          <strong>{words.verified[is]}</strong>
          {of !== "" && <small>{of}</small>}
        </p>
        <p>{say(why)}</p>
        {certificate && (
          <p class="verified-what">
            <a class="chip" href={href("certificates", certificate.id)}>
              {words.kind[certificate.kind]} {dayText(certificate.businessDay)}
            </a>{" "}
            <StandingWord standing={certificate.standing} />
          </p>
        )}
      </div>
    </div>
  );
};

import { property, table } from "../look.ts";
import { classWords } from "../words.ts";
import { byDevice, deviceEvidence, evidenceTimeline, lastKnown, wordTimeline } from "./point.ts";

const lock = "锁，最后已知 · Lock, last known";
const contact = "门窗磁，最后已知 · Contact, last known";

/** Doors and windows now. */
export const openingsNow = () =>
  byDevice(
    table({
      title: "门窗 · Doors and windows",
      shows:
        "每扇门窗最后已知的锁和开合，以及此刻能否读到。What was last known of each door and window, and whether it can be read now.",
      empty:
        "时段内没有门窗读数：状态不明，不等于关好。No reading of a door or window in the range: unknown, not closed.",
      width: 8,
      height: 9,
      targets: [
        deviceEvidence("lock", "contact"),
        lastKnown("L", lock, "door-lock"),
        lastKnown("C", contact, "door-contact", "window-contact"),
      ],
    }),
    [lock, contact],
  )
    .overrideByName(lock, [property.mappings(classWords("door-lock"))])
    .overrideByName(contact, [property.mappings(classWords("door-contact"))]);

/** Locks over time. */
export const lockTimeline = () =>
  wordTimeline({
    classes: ["door-lock"],
    title: "门锁 · Door locks",
    shows:
      "每把锁的状态；一段内只要有一刻未锁就画未锁。Each lock; an interval with one unlocked moment is drawn unlocked.",
    height: 6,
  });

/** Door and window contacts over time. */
export const contactTimeline = () =>
  wordTimeline({
    classes: ["door-contact", "window-contact"],
    title: "门窗开合 · Doors and windows",
    shows:
      "每个门磁窗磁；一段内只要有一刻打开就画打开。Each contact; an interval with one open moment is drawn open.",
    height: 7,
  });

/** Whether locks and contacts could be read. */
export const openingEvidence = () =>
  evidenceTimeline("门窗证据 · Evidence of doors and windows", 10, ["lock", "contact"]);

import { computed, effect, signal, untracked } from "@preact/signals";
import { isLost, openAlerts, tick } from "../store/live.ts";
import { recall, remember } from "../store/memory.ts";
import { patterns } from "./patterns.ts";
import { type Ear, firstEar, listen, mute } from "./policy.ts";
import { playOn } from "./synth.ts";

/** `off`: the browser lets a page sound only after a touch or a key. */
export const soundState = signal<"off" | "on">("off");
const ear = signal<Ear>(firstEar);
/** How long this console is still mute, in ms. */
export const mutedFor = computed(() => Math.max(0, ear.value.mutedUntil - tick.value));

let context: AudioContext | null = null;

/** Opens the sound; must be called from a touch or a key. `soundly`: with a chime, so that the person hears that it works. */
export const openSound = async (how: "soundly" | "quietly" = "soundly"): Promise<void> => {
  try {
    context ??= new AudioContext();
    context.onstatechange = follow;
    await context.resume();
  } catch {
    // A machine without a sound card: the bar goes on to say that there is no sound.
  }
  follow();
  if (soundState.value === "off") return;
  remember("sound", "on");
  if (how === "soundly" && context) playOn(context, patterns.medium);
};

export const muteSound = (): void => {
  ear.value = mute(ear.value, performance.now());
};

/** Sounds by policy from now on. Where the sound was opened on an earlier visit, the first touch or key opens it again. */
export const followSound = (): void => {
  effect(() => {
    const heard = { alerts: openAlerts.value?.values() ?? [], isLost: isLost.value, now: tick.value };
    // A page that was just opened knows nothing yet: what the first snapshot brings is not new.
    if (openAlerts.value === null && !heard.isLost) return;
    untracked(() => sound(heard));
  });
  if (recall("sound") !== "on") return;
  for (const gesture of ["pointerdown", "keydown"])
    addEventListener(gesture, () => void openSound("quietly"), { once: true, capture: true });
};

const sound = (heard: Parameters<typeof listen>[1]): void => {
  const { ear: next, play } = listen(ear.value, { ...heard, now: performance.now() });
  // What the closed sound swallowed is due at once when it opens.
  const isSwallowed = play !== null && soundState.value === "off";
  ear.value = isSwallowed ? { ...next, last: ear.value.last } : next;
  if (play === null || isSwallowed || !context) return;
  playOn(context, patterns[play]);
  if (play === "critical") navigator.vibrate?.([200, 100, 200]);
};

const follow = (): void => {
  soundState.value = context?.state === "running" ? "on" : "off";
};

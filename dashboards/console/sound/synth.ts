import { type Pattern, RAMP_MS } from "./patterns.ts";

/** Plays a pattern now. Every tone rises and falls within its length. */
export const playOn = (context: AudioContext, { tones, level }: Pattern): void => {
  const begin = context.currentTime + 0.02;
  for (const { atMs, lengthMs, hz, toHz } of tones) {
    const from = begin + atMs / 1000;
    const to = from + lengthMs / 1000;
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.setValueAtTime(hz, from);
    if (toHz !== undefined) tone.frequency.linearRampToValueAtTime(toHz, to);
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(level, from + RAMP_MS / 1000);
    loudness.gain.setValueAtTime(level, to - RAMP_MS / 1000);
    loudness.gain.linearRampToValueAtTime(0, to);
    tone.connect(loudness).connect(context.destination);
    tone.start(from);
    tone.stop(to);
  }
};

/** A tone as the fake sound card heard it: pitch in Hz, and when on the page's clock. */
export type Heard = { readonly hz: number; readonly at: number };

/** In the page: a sound card that writes down what is played, and stays locked until it is resumed. */
export const fakeSoundCard = (): void => {
  const heard: Heard[] = [];
  const param = () => ({
    value: 0,
    setValueAtTime(value: number) {
      this.value = value;
    },
    linearRampToValueAtTime() {},
  });
  class FakeContext {
    state = "suspended";
    currentTime = 0;
    destination = {};
    onstatechange: (() => void) | null = null;
    async resume() {
      this.state = "running";
      this.onstatechange?.();
    }
    createOscillator() {
      const frequency = param();
      return {
        frequency,
        connect: (next: object) => next,
        start: () => heard.push({ hz: frequency.value, at: performance.now() }),
        stop() {},
      };
    }
    createGain() {
      return { gain: param(), connect: (next: object) => next };
    }
  }
  Object.assign(globalThis, { AudioContext: FakeContext, heard });
};

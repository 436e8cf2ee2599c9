/** Runs in step with all others of its kind; a function of its own, so that it is asked once and not with every drawing. */
const inStep = (element: HTMLElement | null): void => {
  for (const animation of element?.getAnimations() ?? []) animation.startTime = 0;
};

/** The bar of an alert that waits: all such bars blink in step, whenever their rows came. */
export const Blink = () => <i class="blink" aria-hidden="true" ref={inStep} />;

/** The bar of an alert that waits: all such bars blink in step, whenever their rows came. */
export const Blink = () => (
  <i
    class="blink"
    aria-hidden="true"
    ref={element => {
      for (const animation of element?.getAnimations() ?? []) animation.startTime = 0;
    }}
  />
);

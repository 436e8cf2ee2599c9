/**
 * The colour policy: grey for calm, a colour only for what is abnormal, one meaning per colour, and never green against
 * red. Every colour reads on Grafana's light and dark ground (3 : 1) and is always repeated by a word or a number.
 */
export const colour = {
  /** Normal, closed, off, passed. */
  calm: "#7C838B",
  /** A state that is neither good nor bad by itself: open, on, cooling; and the lines of graphs. */
  plain: "#5B7C99",
  /** Nobody can tell: stale, bad, never seen, silent. Always with a `?`. */
  unknown: "#9B4DCA",
  /** Something to do that has no priority of its own: a failed item, a value past its limit. */
  attention: "#E86A00",
  /** By priority of an alert. */
  priority: { 1: "#D92B3A", 2: "#E86A00", 3: "#AE8900", 4: "#3F8FE8" },
  none: "transparent",
} as const;

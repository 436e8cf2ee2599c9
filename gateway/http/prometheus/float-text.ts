/** A number as Prometheus writes the value of an alert: `3.12e+01`, `NaN`. */
export const floatText = (value: number | null): string => {
  if (value === null || Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
};

/** The pack that the reference begins with; a test reads it and plays its rule test. */
export const FIRST_PACK = `pack: my-rules
title: { zh: 本厅补充规则, en: Rules of our own }

settings:
  window_grace:
    { value: 5, unit: min, zh: 开窗制冷多久才算, en: how long a window may be open while cooling runs }

rules:
  - id: cooling-with-window-open
    title: { zh: 开着窗户开空调, en: Cooling with a window open }
    clauses: [GA-1.2-15]
    each: air-conditioner
    where: has(zone.windows)
    in_force: [opening, open, lunch]
    season: summer
    condition: ac.mode == "cool" && zone.windows.exists(w, w.contact == "open")
    hold: window_grace
    fact: cooling-with-window-open
    level: violation
    priority: 4
    tell: [duty-manager]
    waste: ac.power
    steps:
      - { zh: 关上窗户，或者关掉空调。, en: "Close the window, or switch the air-conditioner off." }
`;

/** Its rule test. */
export const FIRST_TEST = `timeline: { zh: 开窗制冷, en: Cooling with a window open }
rules: [cooling-with-window-open]
site: hall.yaml
start: 2025-07-08 10:00
given: { AC-off1.mode: cool, AC-off1.power: 900 W, W1.contact: closed }
steps:
  - at: "10:05"
    set: { W1.contact: open }
  - at: "10:09:59"
    expect: { no_alerts: [{ fact: cooling-with-window-open }] }
  - at: "10:10"
    expect:
      alerts: [{ fact: cooling-with-window-open, target: AC-off1, opened: "10:10", since: "10:05" }]
  - at: "10:12"
    silent: [W1.contact]
  - at: "10:22"
    expect:
      rules: { cooling-with-window-open/AC-off1: unknown }
      alerts: [{ fact: cooling-with-window-open, condition: unknown }]
  - at: "10:30"
    set: { W1.contact: closed }
    expect:
      alerts: [{ fact: cooling-with-window-open, condition: clear, cleared: "10:30" }]
`;

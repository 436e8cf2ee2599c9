/** Paths in a box of 24 × 24, drawn as lines. */
const paths = {
  alerts: "M6 16v-5a6 6 0 0 1 12 0v5l1.7 2H4.3ZM10 21h4",
  plan: "M3.5 3.5h17v17h-17ZM3.5 13.5h7v-2.5M10.5 3.5V7M14 20.5v-7h6.5",
  closing: "M4 21h16M6 21V4.5L14 3v18M14 5h4v16M11 12.2v.6",
  opening: "M4 21h16M6 21V4.5h9V21M15 8l4-1.5v13L15 21M11.5 12.2v.6",
  certificates: "M6 3h9l3 3v15H6ZM9 9h6M9 12.5h4M15 21v-3.5",
  sign: "M4 20.5h16M6 17l1-4L16 4l3 3-9 9Z",
  erase: "M9 5.5h11v13H9L3.5 12ZM12 9.5l5 5M17 9.5l-5 5",
  points: "M4 16a8 8 0 0 1 16 0M12 16l3.5-5.5M4 19.5h16",
  tasks: "M6 4.5h12V21H6ZM9.5 3h5v3h-5ZM9 13.5l2 2 4-4.5",
  register: "M5 4h12.5a1.5 1.5 0 0 1 1.5 1.5V21H6.5A1.5 1.5 0 0 1 5 19.5ZM5 18h14M9 8h6M9 11.5h6",
  tag: "M12 15v6M8.5 12a5 5 0 0 1 7 0M5.5 8.5a9.5 9.5 0 0 1 13 0M12 14.5v.01",
  tickets: "M14.5 4.5a4.5 4.5 0 0 0-4.3 6L4 16.7V20h3.3l6.2-6.2a4.5 4.5 0 0 0 6-4.3l-2.7 2-2.3-2.3Z",
  handover: "M4 8.5h13M13.5 5l3.5 3.5-3.5 3.5M20 15.5H7M10.5 12 7 15.5l3.5 3.5",
  history: "M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5M12 8v4.5l3 2",
  roster: "M4 5.5h16v15H4ZM4 10h16M8 3v4M16 3v4M8 14h3M8 17h6",
  load: "M4 20.5h16M6.5 20.5v-6M12 20.5V5M17.5 20.5v-10",
  energy: "M13 3 5.5 13.5H11L10 21l8-11h-5.5Z",
  meters: "M5 4h14v16H5ZM8 7.5h8v4H8ZM9 15.5h.01M12 15.5h.01M15 15.5h.01",
  compliance: "M4 5.5h16v15H4ZM4 10h16M8 3v4M16 3v4M8.5 15l2.5 2.5 4.5-4.5",
  trends: "M4 4v16.5h16.5M7 15.5l3.5-5 3.5 3 5-7",
  reports: "M6 3h8.5L18 6.5V21H6ZM9 17v-3.5M12 17v-6M15 17v-2",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  moon: "M20 14.4A8.5 8.5 0 1 1 9.6 4a6.9 6.9 0 0 0 10.4 10.4Z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4ZM12 10.3a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
  sound: "M4 9.5h3.5L12 5.5v13l-4.5-4H4ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
  "sound-off": "M4 9.5h3.5L12 5.5v13l-4.5-4H4ZM16 9.5l5 5M21 9.5l-5 5",
  keyboard: "M3 6.5h18v11H3ZM6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8",
  person: "M12 11a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM5 20.5a7 7 0 0 1 14 0",
  temperature: "M10 13.6V5a2 2 0 1 1 4 0v8.6a4.5 4.5 0 1 1-4 0Z",
  expand: "M9 5l7 7-7 7",
  "air-conditioner":
    "M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 3.8 12 6.2l2.5-2.4M9.5 20.2l2.5-2.4 2.5 2.4",
  "light-circuit":
    "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.7.5 1.1 1.3 1.1 2.2h5c0-.9.4-1.7 1.1-2.2A6 6 0 0 0 12 3Z",
  "power-circuit": "M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0ZM12 17v4",
  door: "M6 21V3.5h12V21M3.5 21h17M14.5 12.2v.6",
  "door-open": "M6 21V3.5h12V21M3.5 21h17M6 3.5 13 6v15M10.3 13v.6",
  window: "M4 4h16v16H4ZM12 4v16M4 12h16",
  "weather-station": "M10 13.6V5a2 2 0 1 1 4 0v8.6a4.5 4.5 0 1 1-4 0ZM17.5 6H20M17.5 10H20",
  meter: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 12l3.5-4M8 16.5h8",
  "alarm-panel": "M12 3l7.5 3v5.2c0 4.8-3 7.8-7.5 9.8-4.5-2-7.5-5-7.5-9.8V6Z",
  extinguisher: "M9 9.5h6a1 1 0 0 1 1 1V21H8V10.5a1 1 0 0 1 1-1ZM12 9.5V5M12 5h5.5M12 5 7 7.5",
} as const;

export type IconName = keyof typeof paths;

/** A line drawing in the colour of the text around it; it never stands alone for a meaning. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);

/** The lines of an icon, for a drawing of which it is a part. */
export const iconPath = (name: IconName): string => paths[name];

/** The icon of a kind of equipment; a plug for a kind that has none. */
export const kindIcon = (kind: string): IconName => (kind in paths ? (kind as IconName) : "power-circuit");

/** A text as it stands in HTML, also inside attributes. */
export const html = (text: string): string => text.replaceAll(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);

import { type Told, told } from "#rules/site/form.ts";

/** Reads a topic of a page, `tele/{base}/SENSOR`: a topic of MQTT without wildcards; `{base}` is all that may stand in braces. */
export const topicForm = (text: string): Told<string> => {
  const refused = (why: string): Told<never> => ({
    is: "refused",
    code: "CFG702",
    why,
    help: 'write it as "tele/{base}/SENSOR"',
  });
  const odd = /[{}]/.exec(text.replaceAll("{base}", ""));
  if (odd !== null) return refused(`only {base} may stand in braces, in "${text}"`);
  if (/[+#]/.test(text)) return refused(`"${text}" is a filter: a page names the topics of one device`);
  if (text.trim() === "" || text.includes("\0")) return refused("a topic must not be empty");
  return told(text);
};

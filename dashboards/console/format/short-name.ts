/**
 * A name without the name of its owner in front, where the owner is named already: `锁` of `后门锁` under 后门, `Lights A`
 * of `Office 2 lights A` under Office 2.
 */
export const shortName = (name: string, owner: string): string => {
  if (!name.startsWith(owner)) return name;
  const rest = name.slice(owner.length).trim();
  return rest === "" ? name : rest.charAt(0).toUpperCase() + rest.slice(1);
};

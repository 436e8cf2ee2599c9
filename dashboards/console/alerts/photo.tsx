import { t } from "../words/language.ts";

/** A picture that somebody took of it; opened large in a tab of its own. */
export const Photo = ({ name }: { name: string }) => {
  const address = `/api/photos/${encodeURIComponent(name)}`;
  return (
    <a class="photo" href={address} target="_blank" rel="noreferrer">
      <img src={address} alt={t().photo} loading="lazy" />
    </a>
  );
};

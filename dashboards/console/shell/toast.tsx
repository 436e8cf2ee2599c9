import { actOnToast, toast } from "../store/news.ts";

/** What the person just did, and what can still be done about it for a few seconds. */
export const Toast = () => {
  const now = toast.value;
  return (
    <div class="toasts" role="status">
      {now && (
        <div class={now.isProblem ? "toast is-problem" : "toast"}>
          <p>
            {now.text}
            {now.detail !== "" && <small lang="en">{now.detail}</small>}
          </p>
          {now.actions.map(action => (
            <button key={action.label()} type="button" onClick={() => actOnToast(action)}>
              {action.label()} {action.key !== "" && <kbd>{action.key.toUpperCase()}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
};

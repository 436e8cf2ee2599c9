import "../styles/detail.css";
import "../styles/print.css";
import { route } from "../route.ts";
import { Detail } from "./detail.tsx";
import { RightNow } from "./right-now.tsx";

/** Beside the list: the alert that is opened, else how the hall stands. */
export const Side = () => (route.value.id === null ? <RightNow /> : <Detail id={route.value.id} />);

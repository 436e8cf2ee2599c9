/** Tokens of service accounts, by role. */
export const EDITOR = "glsa_editor";
export const VIEWER = "glsa_viewer";
export const ADMIN = "glsa_admin";

/** Whose token it is. */
export type FakeRole = "viewer" | "editor" | "admin";
/** Roles by token. */
export const ROLES: Readonly<Record<string, FakeRole>> = {
  [VIEWER]: "viewer",
  [EDITOR]: "editor",
  [ADMIN]: "admin",
};

/** A request whose token is known. */
export type FakeRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly text: string;
  readonly role: FakeRole;
  readonly isJson: boolean;
};
export type FakeAnswer = {
  readonly status: number;
  readonly body: string;
  readonly type: string | undefined;
};

/** An answer of JSON. */
export const told = (status: number, body: unknown): FakeAnswer => ({
  status,
  body: JSON.stringify(body),
  type: undefined,
});

/** What a body says; null: it is no JSON. */
export const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

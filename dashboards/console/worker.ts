/** What is used here of a service worker's own scope; the page's types are those of a window. */
type Later = Event & { waitUntil(work: Promise<unknown>): void };
type Asked = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Scope = {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(on: "install" | "activate", work: (event: Later) => void): void;
  addEventListener(on: "fetch", work: (event: Asked) => void): void;
};
const scope = globalThis as unknown as Scope;

/** Put in by the build: the name of this build's cache, and every file of it. */
declare const BUILD: { readonly name: string; readonly files: readonly string[] };

const OURS = "hallwatch-";
/** A page is asked for from the gateway first; the kept one is shown when nothing came for this long. */
const PAGE_WITHIN_MS = 4_000;

// Keeps the console itself, so that a reload without a network still shows a page that says what it knows and how old
// that is. What the gateway says is never kept here: a list that is not live must not look like one.
scope.addEventListener("install", event => {
  event.waitUntil(
    caches
      .open(BUILD.name)
      .then(cache => cache.addAll(["/", ...BUILD.files]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener("activate", event => {
  event.waitUntil(
    caches
      .keys()
      .then(names => names.filter(name => name.startsWith(OURS) && name !== BUILD.name))
      .then(old => Promise.all(old.map(name => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener("fetch", event => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== scope.location.origin) return;
  if (pathname === "/") event.respondWith(page(event.request));
  else if (BUILD.files.includes(pathname)) event.respondWith(file(event.request));
});

/** The gateway's page while it answers, else the kept one. */
const page = async (request: Request): Promise<Response> => {
  const cache = await caches.open(BUILD.name);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PAGE_WITHIN_MS) });
    if (answer.ok) return answer;
  } catch {
    // No network: the kept page says so.
  }
  return (await cache.match("/")) ?? Response.error();
};

/** Files carry their content in their name, so the kept one is the right one. */
const file = async (request: Request): Promise<Response> =>
  (await (await caches.open(BUILD.name)).match(request)) ?? fetch(request);

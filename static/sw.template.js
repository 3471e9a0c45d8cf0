// The service worker: keeps one whole build of the app, so that it opens without a network.
//
// scripts/precache.mjs fills in the two constants after every build. All files of a build are
// cached together when this worker is installed and never changed afterwards: what is shown
// offline is always one build, never a mixture of two.

const VERSION = "__VERSION__";
const FILES = __FILES__;

const PREFIX = "tabledraft-";
const CACHE = PREFIX + VERSION;
// Trunk puts a hash of the content into these names: the same name is the same file forever.
const HASHED = /-[0-9a-f]{16}(_bg)?\.\w+$/;
// A network that neither answers nor fails is treated as absent after this many milliseconds.
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(self.registration.scope)) return;
  if (url.pathname.endsWith("/sw.js")) return;
  if (HASHED.test(url.pathname)) event.respondWith(cacheFirst(request));
  else event.respondWith(networkFirst(request));
});

async function install() {
  const cache = await caches.open(CACHE);
  // "no-cache" asks the server whether the browser's own copy is still current.
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function cacheFirst(request) {
  return (await cached(request)) ?? fetch(request);
}

async function networkFirst(request) {
  const network = fetch(request, { cache: "no-cache" });
  const soon = await Promise.race([network.catch(() => null), after(PATIENCE)]);
  return soon ?? (await cached(request)) ?? network;
}

function after(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, null));
}

async function cached(request) {
  const cache = await caches.open(CACHE);
  return cache.match(request, { ignoreSearch: true });
}

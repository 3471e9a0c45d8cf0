import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".sql": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves a folder at http://127.0.0.1:PORT/app/ on a free port. The app lies below a path of its
 * own, because that is where many people host it: an absolute address in it would show here.
 */
export async function serveFolder(folder) {
  const base = "/app/";
  let server;
  let port = 0;

  async function start() {
    server = createServer(async (request, response) => {
      const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      // The browser asks for it at the root unless a page names another.
      if (path === "/favicon.ico") return response.writeHead(204).end();
      const file = normalize(join(folder, path.slice(base.length) || "index.html"));
      const content = path.startsWith(base) && file.startsWith(folder + sep) ? await read(file) : null;
      if (!content) return response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "cache-control": "no-cache" }).end(content);
    });
    await new Promise((resolve, reject) => {
      server.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
    port = server.address().port;
  }

  async function stop() {
    if (!server?.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  await start();
  return { address: `http://127.0.0.1:${port}${base}`, start, stop };
}

async function read(file) {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}

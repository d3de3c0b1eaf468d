// Host pages and a stand-in for the panel, served from two sites, for the tests of the loader.
// Nothing here needs the worker: what the loader does is seen against the smallest panel there is.

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { transformSync } from "esbuild";

const HERE = join(import.meta.dirname, "pages");
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
};

/** The loader as it is shipped. */
const loader = transformSync(readFileSync(join(import.meta.dirname, "../widget/loader/premura.js"), "utf8"), {
  minify: true,
  format: "iife",
  target: "es2020",
}).code;

export interface Pages {
  /** The address of a host page; each entry of `tags` becomes one inclusion with these attributes. */
  page(name: string, ...tags: Record<string, string>[]): string;
  /** Where the loader and the panel come from: another site than that of the pages. */
  care: string;
  /** The paths asked of `care` since the start or since this was emptied. */
  asked: string[];
  /** Until it is called, the panel's document is held back. */
  hold(): () => void;
  close(): Promise<void>;
}

export async function servePages(): Promise<Pages> {
  const asked: string[] = [];
  let held: Promise<void> | undefined;

  const careServer = createServer(async ({ url = "/" }, response) => {
    asked.push(url);
    const { pathname } = new URL(url, "http://care");
    if (pathname === "/premura.js") {
      response.setHeader("content-type", "text/javascript").end(loader);
    } else if (pathname.startsWith("/p/")) {
      await held;
      response.setHeader("content-type", TYPES[".html"]).end(file("panel.html"));
    } else {
      response.setHeader("content-type", TYPES[extname(pathname)] ?? "text/plain").end(file(pathname));
    }
  });
  // One server is called by name and one by number, which makes two sites of one machine.
  const care = `http://localhost:${await listen(careServer)}`;

  const pageServer = createServer(({ url = "/" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://page");
    const tags = searchParams.getAll("tag").map((tag) => {
      const attributes = Object.entries(JSON.parse(tag)).map(([name, value]) => ` ${name}="${value}"`);
      return `<script src="${care}/premura.js"${attributes.join("")}></script>`;
    });
    response.setHeader("content-type", TYPES[extname(pathname)] ?? "text/plain");
    // All that an owner with a strict policy has to add is our origin, twice.
    response.setHeader(
      "content-security-policy",
      `default-src 'self'; script-src 'self' ${care}; frame-src ${care}; require-trusted-types-for 'script'`,
    );
    response.end(file(pathname).replaceAll("{{tag}}", tags.join("\n")).replaceAll("{{care}}", care));
  });
  const own = `http://127.0.0.1:${await listen(pageServer)}`;

  return {
    care,
    asked,
    page: (name, ...tags) => {
      const query = new URLSearchParams(tags.map((tag) => ["tag", JSON.stringify(tag)]));
      return `${own}/${name}.html?${query}`;
    },
    hold() {
      let release = () => {};
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
    async close() {
      for (const server of [careServer, pageServer]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}

function file(pathname: string): string {
  try {
    return readFileSync(join(HERE, pathname), "utf8");
  } catch {
    return "";
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, ready));
  return (server.address() as AddressInfo).port;
}

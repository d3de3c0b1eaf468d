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

/** A file of the loader as it is shipped. */
const shipped = (name: string, format?: "iife") =>
  transformSync(readFileSync(join(import.meta.dirname, "../widget/loader", name), "utf8"), {
    minify: true,
    format,
    target: "es2020",
    charset: "utf8",
  }).code;
const SCRIPTS: Record<string, string> = { "/premura.js": shipped("premura.js", "iife"), "/premura-api.js": shipped("api.js") };

/** What a page's policy may say; `{{care}}` is where the launcher comes from. */
export const POLICIES = {
  // All that an owner with a strict policy has to add is our origin, twice.
  origin: "default-src 'self'; script-src 'self' {{care}}; frame-src {{care}}; require-trusted-types-for 'script'; trusted-types test",
  nonce: "default-src 'none'; style-src 'self'; script-src 'nonce-r4nd0m'; frame-src {{care}}; require-trusted-types-for 'script'; trusted-types 'none'",
  dynamic: "default-src 'none'; style-src 'self'; script-src 'nonce-r4nd0m' 'strict-dynamic'; frame-src {{care}}; require-trusted-types-for 'script'; trusted-types 'none'",
  noFrames: "default-src 'self'; script-src 'self' {{care}}; frame-src 'self'",
};

export interface Pages {
  /** The address of a host page; each entry of `tags` becomes one inclusion with these attributes. */
  page(name: string, ...tags: Record<string, string>[]): string;
  /** The same page under another policy. */
  under(policy: keyof typeof POLICIES, page: string): string;
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
    if (SCRIPTS[pathname]) {
      const headers = { "content-type": "text/javascript; charset=utf-8", "access-control-allow-origin": "*" };
      response.writeHead(200, headers).end(SCRIPTS[pathname]);
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
    const policy = POLICIES[(searchParams.get("policy") ?? "origin") as keyof typeof POLICIES];
    response.setHeader("content-security-policy", policy.replaceAll("{{care}}", care));
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
    under: (policy, page) => `${page}&policy=${policy}`,
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

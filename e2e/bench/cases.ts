// The pages the panel is measured on: one page without a widget, the same with ours, with a static
// page in a frame, and with those of others. All come compressed from this machine.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

/** What is measured. Elements are found step by step, each within the last one's shadow root. */
export interface Case {
  name: string;
  /** What stands in the page's body. */
  body: string;
  launcher: string[];
  /** The first of the content, and what can be typed into or chosen; in a frame where `framed`. */
  content: string[];
  usable: string[];
  framed: boolean;
}

/** What the typebot's server says when a conversation begins. */
const BOT = {
  sessionId: "bench",
  typebot: { id: "bench", version: "6", theme: {}, settings: {}, publishedAt: "2026-01-01T00:00:00Z" },
  messages: [
    { id: "m1", type: "text", content: { type: "richText", richText: [{ type: "p", children: [{ text: "How can we help?" }] }] } },
  ],
  input: { id: "i1", type: "text input", options: { labels: { placeholder: "Your question", button: "Send" } } },
};

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,"><style>body{font:16px/1.5 system-ui;max-width:40rem;margin:2rem auto}</style></head>
<body><h1>A page of a shop</h1>${"<p>Words as they stand on the pages of shops, for people to read and to forget.</p>".repeat(30)}`;

/** What a key takes of itself: nothing follows but the word. */
const FIELD = `<!doctype html><title>A field</title><input id="q" type="search"><p id="said">–</p>
<script>q.oninput=()=>said.textContent=q.value</script>`;

/** Compresses once what is asked for often. */
const compressed = new Map<string, Buffer>();
function brotli(body: Buffer, name = ""): Buffer {
  const known = name && compressed.get(name);
  if (known) return known;
  // What is made for each request is compressed while somebody waits, as nobody does at the highest.
  const params = { [constants.BROTLI_PARAM_QUALITY]: name ? 11 : 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  const made = brotliCompressSync(body, { params });
  if (name) compressed.set(name, made);
  return made;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

async function serve(answer: Answer): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    Promise.resolve(answer(request, response)).catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, close };
}

function send(response: ServerResponse, type: string, body: Buffer | string, name = "", cache = "no-store"): void {
  const headers = { "content-type": type, "content-encoding": "br", "cache-control": cache };
  response.writeHead(200, headers).end(brotli(Buffer.from(body), name));
}

/** What stands before the worker on Cloudflare: it serves the files, and compresses. */
export function front(worker: string): Promise<{ origin: string; close: () => void }> {
  const files = new Map<string, [number, Record<string, string>, Buffer]>();
  const ask = async (url: string, method: string | undefined, accept: string | undefined, name: string): Promise<[number, Record<string, string>, Buffer]> => {
    const answer = await fetch(worker + url, {
      method,
      headers: { accept: accept ?? "*/*", "accept-language": "en", "accept-encoding": "identity" },
      redirect: "manual",
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const kept = new Map(answer.headers);
    for (const name of ["content-length", "content-encoding", "transfer-encoding", "connection"]) kept.delete(name);
    return [answer.status, { ...Object.fromEntries(kept), "content-encoding": "br" }, brotli(body, name)];
  };
  return serve(async ({ url = "/", method, headers }, response) => {
    const name = /^\/(a\/|premura)/.test(url) ? url : "";
    const [status, kept, body] = files.get(name) ?? (await ask(url, method, headers.accept, name));
    if (name && status === 200) files.set(name, [status, kept, body]);
    response.writeHead(status, kept).end(body);
  });
}

/** A panel without what makes it work: the page a launcher by hand would frame, as heavy as ours. */
async function still(care: string): Promise<{ html: string; weight: number }> {
  const html = await (await fetch(`${care}/p/demo?embed=1&lang=en`)).text();
  const weigh = async (path: string) => brotli(Buffer.from(await (await fetch(care + path)).arrayBuffer()), path).length;
  const [, folder] = /\/a\/(\w+)\/panel\.js/.exec(html) ?? [];
  if (!folder) throw new Error("the panel's page names no script");
  const weight = (await Promise.all(["panel.js", "panel.wasm"].map((file) => weigh(`/a/${folder}/${file}`)))).reduce((a, b) => a + b);
  const plain = html.replace(/<script[^]*?<\/script>/g, "").replace(/<link[^>]*preload[^>]*>/g, "");
  return { html: plain, weight };
}

/** Serves every case; `path` leads to one. */
export async function pages(care: string): Promise<{ cases: Case[]; origin: string; close: () => void }> {
  const bundles = new Map<string, string>();
  for (const name of ["sentry", "n8n", "typebot"]) {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, `peers/${name}.js`)],
      bundle: true, minify: true, write: false, format: "iife", target: "es2022", outdir: "/",
      define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error",
      nodePaths: [needed("PREMURA_PEERS")],
      loader: { ".woff2": "dataurl", ".svg": "dataurl" },
    });
    for (const { path, text } of outputFiles) bundles.set(path, text);
  }
  const script = (name: string) =>
    (bundles.has(`/${name}.css`) ? `<link rel="stylesheet" href="/${name}.css">` : "") + `<script src="/${name}.js" async></script>`;
  const frame = await still(care);
  const cases: Case[] = [
    { name: "none", body: "", launcher: [], content: [], usable: [], framed: false },
    {
      name: "premura",
      body: `<script src="${care}/premura.js" data-site="demo" data-lang="en" async></script>`,
      launcher: ["premura-care", "button"], content: ["#panel h1"], usable: ["html[data-ready] #q"], framed: true,
    },
    {
      name: "static iframe",
      body: `<script src="/launcher.js" async></script>`,
      launcher: ["#launcher"], content: ["#panel h1"], usable: ["#q"], framed: true,
    },
    {
      name: "@sentry/browser feedback", body: script("sentry"),
      launcher: ["#sentry-feedback", ".widget__actor"], content: ["#sentry-feedback", ".dialog form"], usable: ["#sentry-feedback", ".dialog textarea"], framed: false,
    },
    {
      name: "@n8n/chat", body: script("n8n"),
      launcher: [".chat-window-toggle"], content: [".chat-message"], usable: [".chat-input textarea"], framed: false,
    },
    {
      name: "@typebot.io/js", body: script("typebot"),
      launcher: ["typebot-bubble", "button"], content: ["typebot-bubble", ".typebot-host-bubble"], usable: ["typebot-bubble", "input"], framed: false,
    },
  ];
  const launcher = `const b=document.body.appendChild(document.createElement("button"));b.id="launcher";b.textContent="Help";
b.style="position:fixed;bottom:1rem;right:1rem";b.onclick=()=>{const f=document.createElement("iframe");f.src="${"/still"}";
f.style="position:fixed;bottom:5rem;right:1rem;width:384px;height:600px;border:0";document.body.append(f)}`;
  const { origin, close } = await serve(({ url = "/" }, response) => {
    const path = decodeURIComponent(url.split("?")[0]);
    const found = cases.find(({ name }) => path === `/page/${name}`);
    if (found) return send(response, "text/html", `${PAGE}${found.body}</body></html>`);
    const long = "public, max-age=31536000, immutable";
    if (path === "/field") return send(response, "text/html", FIELD, path);
    if (path === "/launcher.js") return send(response, "text/javascript", launcher, path, long);
    // As many bytes as ours, which nothing compresses further, and nothing to run.
    if (path === "/still") return send(response, "text/html", frame.html.replace("</head>", '<link rel="preload" as="fetch" crossorigin href="/ballast"></head>'), path);
    if (path === "/ballast") return void response.writeHead(200, { "cache-control": long }).end(Buffer.alloc(frame.weight, 1));
    const bundle = bundles.get(path);
    if (bundle !== undefined) return send(response, path.endsWith(".css") ? "text/css" : "text/javascript", bundle, path, long);
    if (path.includes("/startChat")) return send(response, "application/json", JSON.stringify(BOT), "", "no-store");
    if (path === "/n8n") return send(response, "application/json", JSON.stringify({ data: [], output: "" }));
    response.writeHead(404).end();
  });
  return { cases, origin, close };
}

/** A setting `cargo xtask` gives. */
export function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this by \`cargo xtask bench panel\``);
  return value;
}

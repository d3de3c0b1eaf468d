// `cargo xtask bench panel`: what a widget costs a page and its visitors, ours and others', in turn in
// one run. Only ratios of one run mean something.

import { parseArgs } from "node:util";
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from "@playwright/test";
import { DEMO, Worker } from "../stack.ts";
import { front, needed, pages, type Case } from "./cases.ts";
import { crowd, typed } from "./crowd.ts";

/** A row of the report: medians, less what the same page takes without a widget. */
interface Row {
  case: string;
  cpu: number;
  /** `cold`: never seen before. `warm`: on the next visit. */
  visit: string;
  requests: number;
  bytes: number;
  main_thread_ms: number;
  click_to_content_ms: number | null;
  click_to_usable_ms: number | null;
  heap_mb: number;
  /** Before a click. */
  long_tasks: number;
  layout_shift: number;
}

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, json: { type: "boolean", default: false } },
});
const rounds = Math.max(1, Number(values.rounds));
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Runs in every frame before anything else: notes when what is looked for is painted. */
function watch({ content, usable, framed }: Pick<Case, "content" | "usable" | "framed">): void {
  const seen: Record<string, number> = {};
  const here = Object.assign(globalThis as any, { seen });
  const now = () => performance.timeOrigin + performance.now();
  const find = (path: string[]) => {
    let root: ParentNode = document;
    for (const [at, step] of path.entries()) {
      const found: Element | null = root.querySelector(step);
      if (!found) return null;
      if (at === path.length - 1) return found;
      root = found.shadowRoot ?? found;
    }
    return null;
  };
  const shown = (path: string[]) => find(path)?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ?? false;
  const look = () => {
    for (const [name, path] of [["content", content], ["usable", usable]] as const) {
      if (!seen[name] && shown(path)) {
        // The frame after this callback paints it: a task that follows is past that.
        seen[name] = -1;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (seen[name] = now());
        requestAnimationFrame(() => port2.postMessage(0));
      }
    }
    if (!(seen.content > 0 && seen.usable > 0)) requestAnimationFrame(look);
  };
  if (self !== top) {
    if (framed) requestAnimationFrame(look);
    return;
  }
  here.before = { tasks: 0, shift: 0 };
  for (const [type, note] of [
    ["longtask", () => here.before.tasks++],
    ["layout-shift", (entry: any) => (here.before.shift += entry.value)],
  ] as const) {
    new PerformanceObserver((list) => list.getEntries().forEach(note as any)).observe({ type, buffered: true });
  }
  addEventListener("click", (event) => {
    seen.click = performance.timeOrigin + event.timeStamp;
    if (!framed) requestAnimationFrame(look);
  }, { capture: true, once: true });
}

const metric = async (cdp: CDPSession, name: string) => {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find((metric) => metric.name === name)?.value ?? 0;
};

/** Memory after what is garbage was collected: JavaScript's and WebAssembly's. */
async function heap(page: Page, cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = (await cdp.send("Runtime.getHeapUsage")) as any;
  return (usedSize + backingStorageSize) / 1e6;
}

async function visit(context: BrowserContext, found: Case, origin: string, cpu: number): Promise<Omit<Row, "case" | "cpu" | "visit">> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  let [requests, bytes] = [0, 0];
  cdp.on("Network.requestWillBeSent", ({ request }) => /^http/.test(request.url) && requests++);
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await cdp.send("Network.enable");
  await cdp.send("Performance.enable");
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  await page.addInitScript(watch, { content: found.content, usable: found.usable, framed: found.framed });
  await page.goto(`${origin}/page/${encodeURIComponent(found.name)}`, { waitUntil: "load" });
  let [content, usable]: (number | null)[] = [null, null];
  if (found.launcher.length) {
    const launcher = page.locator(found.launcher.join(" "));
    await launcher.first().waitFor();
  }
  await settle(page);
  const before: { tasks: number; shift: number } = await page.evaluate("before");
  if (found.launcher.length) {
    await page.locator(found.launcher.join(" ")).first().click();
    let frame = page.mainFrame();
    if (found.framed) {
      await page.waitForFunction(() => document.querySelector("iframe, premura-care"));
      await expectFrame(page);
      frame = page.frames().find((other) => other.parentFrame())!;
    }
    await frame.waitForFunction("seen.content > 0 && seen.usable > 0", undefined, { timeout: 60_000 });
    const click: number = await page.evaluate("seen.click");
    const seen: { content: number; usable: number } = await frame.evaluate("seen");
    [content, usable] = [seen.content - click, seen.usable - click];
  }
  const busy = (await metric(cdp, "TaskDuration")) * 1000;
  await settle(page);
  const heap_mb = await heap(page, cdp);
  await page.close();
  return {
    requests, bytes, heap_mb, main_thread_ms: busy, click_to_content_ms: content, click_to_usable_ms: usable,
    long_tasks: before.tasks, layout_shift: before.shift,
  };
}

/** What a page does after it is there is part of what it costs. */
const settle = (page: Page) => page.waitForTimeout(500);

async function expectFrame(page: Page): Promise<void> {
  while (page.frames().length < 2) await page.waitForEvent("frameattached");
}

const median = (numbers: number[]) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

async function measure(browser: Browser, cases: Case[], origin: string): Promise<Row[]> {
  const taken = new Map<string, { row: Row; all: Awaited<ReturnType<typeof visit>>[] }>();
  for (let round = 1; round <= rounds; round++) {
    for (const cpu of [1, 4]) {
      for (const found of cases) {
        say(`round ${round} of ${rounds}: ${found.name}, CPU ${cpu}× slower`);
        // Only so that this program can look into the frame.
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", bypassCSP: true });
        for (const kind of ["cold", "warm"]) {
          const key = `${found.name} ${cpu} ${kind}`;
          const entry = taken.get(key) ?? { row: { case: found.name, cpu, visit: kind } as Row, all: [] };
          entry.all.push(await visit(context, found, origin, cpu));
          taken.set(key, entry);
        }
        await context.close();
      }
    }
  }
  const rows = [...taken.values()].map(({ row, all }) => {
    const of = (name: keyof (typeof all)[0]) => median(all.map((one) => one[name] as number));
    const maybe = (name: keyof (typeof all)[0]) => (all[0][name] === null ? null : of(name));
    return {
      ...row,
      requests: of("requests"), bytes: of("bytes"), main_thread_ms: of("main_thread_ms"),
      click_to_content_ms: maybe("click_to_content_ms"), click_to_usable_ms: maybe("click_to_usable_ms"),
      heap_mb: of("heap_mb"), long_tasks: of("long_tasks"), layout_shift: of("layout_shift"),
    };
  });
  return rows.map((row) => {
    const base = rows.find((other) => other.case === "none" && other.cpu === row.cpu && other.visit === row.visit)!;
    if (row === base) return row;
    const less = (name: "requests" | "bytes" | "main_thread_ms" | "heap_mb" | "long_tasks" | "layout_shift") => row[name] - base[name];
    return {
      ...row,
      requests: less("requests"), bytes: less("bytes"), main_thread_ms: less("main_thread_ms"), heap_mb: less("heap_mb"),
      long_tasks: less("long_tasks"), layout_shift: less("layout_shift"),
    };
  });
}

/** From a key pressed to its results painted, on a site with 500 FAQs; all of them, in milliseconds. */
async function typing(browser: Browser, care: string, cpu: number): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 400, height: 700 }, locale: "it-IT", bypassCSP: true });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const times: number[] = [];
    Object.assign(globalThis, { times });
    addEventListener("input", ({ timeStamp }) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - timeStamp);
      requestAnimationFrame(() => port2.postMessage(0));
    }, { capture: true });
  });
  await page.goto(`${care}/p/crowd?embed=1&lang=it`);
  await page.locator("html[data-answers]").waitFor();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  const field = page.locator("#q");
  const count = (): Promise<number> => page.evaluate("times.length");
  for (const words of typed()) {
    await field.fill("");
    await settle(page);
    for (const key of words) {
      const before = await count();
      await field.press(key);
      await page.waitForFunction((n) => (globalThis as any).times.length > n, before);
    }
  }
  const times: number[] = await page.evaluate("times");
  await context.close();
  return times.sort((a, b) => a - b);
}

const worker = await Worker.start();
const care = await front(worker.url);
const browser = await chromium.launch({ executablePath: needed("PREMURA_CHROMIUM"), args: ["--no-sandbox", "--disable-gpu"] });
try {
  await worker.publish("demo", DEMO);
  await worker.publish("crowd", crowd(500));
  const { cases, origin, close } = await pages(care.origin);
  const rows = await measure(browser, cases, origin);
  const keys = [];
  for (const cpu of [1, 4]) {
    say(`typing, CPU ${cpu}× slower`);
    const times = await typing(browser, care.origin, cpu);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    keys.push({ case: "premura, key press to results, 500 FAQs", cpu, keys: times.length, p50_ms: at(0.5), p95_ms: at(0.95) });
  }
  close();
  if (values.json) console.log(JSON.stringify([...rows, ...keys]));
  else print(rows, keys);
} finally {
  await browser.close();
  care.close();
  await worker.stop();
}

function print(rows: Row[], keys: { case: string; cpu: number; keys: number; p50_ms: number; p95_ms: number }[]): void {
  const n = (value: number | null, digits = 0) => (value === null ? "–" : value.toFixed(digits)).padStart(9);
  console.log(`Medians of ${rounds}; each row less the page without a widget.\n`);
  console.log(`${"".padEnd(28)}${["CPU", "visit", "requests", "kB", "main ms", "content", "usable", "heap MB"].map((name) => name.padStart(9)).join("")}`);
  for (const row of rows) {
    const cells = [`${row.cpu}×`.padStart(9), row.visit.padStart(9), n(row.requests), n(row.bytes / 1000, 1), n(row.main_thread_ms), n(row.click_to_content_ms), n(row.click_to_usable_ms), n(row.heap_mb, 1)];
    console.log(row.case.padEnd(28) + cells.join(""));
  }
  const find = (name: string, cpu: number, visit = "cold") => rows.find((row) => row.case === name && row.cpu === cpu && row.visit === visit)!;
  console.log("");
  for (const cpu of [1, 4]) {
    const ratio = find("premura", cpu).click_to_content_ms! / find("static iframe", cpu).click_to_content_ms!;
    console.log(`click to content ÷ static iframe, CPU ${cpu}×: ${ratio.toFixed(2)} (at most 1.5)`);
  }
  const { long_tasks, layout_shift } = find("premura", 1);
  console.log(`before a click: ${long_tasks} long tasks, layout shift ${layout_shift}`);
  for (const { cpu, p50_ms, p95_ms, keys: count } of keys) {
    console.log(`key press to results, 500 FAQs, CPU ${cpu}×: p50 ${p50_ms.toFixed(1)} ms, p95 ${p95_ms.toFixed(1)} ms of ${count} (at most 16 at 4×)`);
  }
}

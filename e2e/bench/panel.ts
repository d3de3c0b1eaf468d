// `cargo xtask bench panel`: what a widget costs a page and its visitors, ours and others', in turn in
// one run. Only ratios of one run mean something.

import { parseArgs } from "node:util";
import { DEMO, Worker } from "../stack.ts";
import { Browser, type Tab } from "./browser.ts";
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
  options: { rounds: { type: "string", default: "7" }, json: { type: "boolean", default: false }, only: { type: "string" } },
});
const rounds = Math.max(1, Number(values.rounds));
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Runs in every frame before anything else: tells `seen` when what is looked for is painted. */
function watch({ content, usable, framed }: Pick<Case, "content" | "usable" | "framed">): void {
  const times: Record<string, number> = {};
  const here = globalThis as any;
  const now = () => performance.timeOrigin + performance.now();
  here.find = (path: string[]) => {
    let root: ParentNode = document;
    for (const [at, step] of path.entries()) {
      const found: Element | null = root.querySelector(step);
      if (!found) return null;
      if (at === path.length - 1) return found;
      root = found.shadowRoot ?? found;
    }
    return null;
  };
  here.shown = (path: string[]) => here.find(path)?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ?? false;
  const look = () => {
    for (const [name, path] of [["content", content], ["usable", usable]] as const) {
      if (!times[name] && here.shown(path)) {
        // The frame after this callback paints it: a task that follows is past that.
        times[name] = -1;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          times[name] = now();
          if (times.content > 0 && times.usable > 0) here.seen(JSON.stringify(times));
        };
        requestAnimationFrame(() => port2.postMessage(0));
      }
    }
    if (!(times.content && times.usable)) requestAnimationFrame(look);
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
    here.clicked = performance.timeOrigin + event.timeStamp;
    if (!framed) requestAnimationFrame(look);
  }, { capture: true, once: true });
}

const metric = async (tab: Tab, name: string): Promise<number> => {
  const { metrics } = await tab.send("Performance.getMetrics");
  return metrics.find((metric: { name: string }) => metric.name === name)?.value ?? 0;
};

/** Memory after what is garbage was collected: JavaScript's and WebAssembly's. */
async function heap(tab: Tab): Promise<number> {
  await tab.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await tab.send("Runtime.getHeapUsage");
  return (usedSize + backingStorageSize) / 1e6;
}

async function visit(open: (width: number, height: number) => Promise<Tab>, found: Case, origin: string, cpu: number): Promise<Omit<Row, "case" | "cpu" | "visit">> {
  const tab = await open(1280, 800);
  let [requests, bytes] = [0, 0];
  tab.on("Network.requestWillBeSent", ({ request }) => /^http/.test(request.url) && requests++);
  tab.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  const seen = new Promise<{ content: number; usable: number }>((done) =>
    tab.on("Runtime.bindingCalled", ({ payload }) => done(JSON.parse(payload))),
  );
  await tab.send("Network.enable");
  await tab.send("Performance.enable", { timeDomain: "threadTicks" });
  await tab.send("Runtime.enable");
  await tab.send("Runtime.addBinding", { name: "seen" });
  // The site's process is there first: it is what is slowed, and what its tasks are counted in.
  await tab.goto(`${origin}/`);
  await tab.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  const { content, usable, framed } = found;
  await tab.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})(${JSON.stringify({ content, usable, framed })})` });
  [requests, bytes] = [0, 0];
  await tab.goto(`${origin}/page/${encodeURIComponent(found.name)}`);
  const launcher = JSON.stringify(found.launcher);
  if (found.launcher.length) await tab.when(`shown(${launcher})`);
  await settle();
  const before = await tab.evaluate<{ tasks: number; shift: number }>("before");
  let times: { content: number; usable: number } | undefined;
  if (found.launcher.length) {
    const { x, y, width, height } = await tab.evaluate<DOMRect>(`find(${launcher}).getBoundingClientRect().toJSON()`);
    await tab.click(x + width / 2, y + height / 2);
    times = await Promise.race([seen, late(found.name)]);
  }
  const busy = (await metric(tab, "TaskDuration")) * 1000;
  const clicked = times ? await tab.evaluate<number>("clicked") : 0;
  await settle();
  const heap_mb = await heap(tab);
  await tab.close();
  return {
    requests, bytes, heap_mb, main_thread_ms: busy,
    click_to_content_ms: times ? times.content - clicked : null, click_to_usable_ms: times ? times.usable - clicked : null,
    long_tasks: before.tasks, layout_shift: before.shift,
  };
}

/** What a page does after it is there is part of what it costs. */
const settle = (ms = 500) => new Promise((go) => setTimeout(go, ms));

async function late(name: string): Promise<never> {
  await new Promise((go) => setTimeout(go, 60_000).unref());
  throw new Error(`${name}: nothing was seen within a minute`);
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
        const { open, leave } = await browser.visitor();
        for (const kind of ["cold", "warm"]) {
          const key = `${found.name} ${cpu} ${kind}`;
          const entry = taken.get(key) ?? { row: { case: found.name, cpu, visit: kind } as Row, all: [] };
          entry.all.push(await visit(open, found, origin, cpu));
          taken.set(key, entry);
        }
        await leave();
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

/** Runs before the page: notes when the frame that follows each key is painted. */
function clock(): void {
  const times: number[] = [];
  Object.assign(globalThis, { times });
  addEventListener("input", ({ timeStamp }) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => times.push(performance.now() - timeStamp);
    requestAnimationFrame(() => port2.postMessage(0));
  }, { capture: true });
}

/** From a key pressed to what follows painted; all of them, in milliseconds. */
async function typing(browser: Browser, url: string, ready: string, cpu: number): Promise<number[]> {
  const { open, leave } = await browser.visitor();
  const tab = await open(400, 700);
  await tab.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${clock})()` });
  await tab.goto(url);
  await tab.when(ready);
  await tab.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  let keys = 0;
  for (const words of typed()) {
    await tab.evaluate(`q.value = "", q.dispatchEvent(new Event("input", { bubbles: true })), q.focus()`);
    await settle();
    keys++;
    for (const key of words) {
      await tab.press(key);
      // As fast as nobody types; to ask is work as well.
      await settle(60);
      await tab.when(`times.length === ${++keys}`);
    }
  }
  const times = await tab.evaluate<number[]>("times");
  await leave();
  return times.sort((a, b) => a - b);
}

const worker = await Worker.start();
const care = await front(worker.url);
const browser = await Browser.start(needed("PREMURA_CHROMIUM"));
try {
  await worker.publish("demo", DEMO);
  await worker.publish("crowd", crowd(500));
  const { cases, origin, close } = await pages(care.origin);
  const wanted = cases.filter(({ name }) => !values.only || values.only.split(",").some((part) => name.includes(part)));
  const rows = await measure(browser, wanted, origin);
  const keys = [];
  for (const cpu of [1, 4]) {
    for (const [name, url, ready] of [
      ["premura, key press to results, 500 FAQs", `${care.origin}/p/crowd?embed=1&lang=it`, `"answers" in document.documentElement.dataset`],
      ["a bare field that says what is typed", `${origin}/field`, `"q" in self`],
    ]) {
      say(`typing, CPU ${cpu}× slower: ${name}`);
      const times = await typing(browser, url, ready, cpu);
      const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
      keys.push({ case: name, cpu, keys: times.length, p50_ms: at(0.5), p95_ms: at(0.95) });
    }
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
  for (const { case: name, cpu, p50_ms, p95_ms, keys: count } of keys) {
    console.log(`${name}, CPU ${cpu}×: p50 ${p50_ms.toFixed(1)} ms, p95 ${p95_ms.toFixed(1)} ms of ${count} (ours at most 16 at 4×)`);
  }
}

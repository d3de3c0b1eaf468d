// A browser driven by its own protocol and nothing more: what test tools put into each frame to find
// and to wait is work on the main thread that is measured here.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Params = Record<string, unknown>;

/** Chromium with one connection to it. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, [(result: any) => void, (trouble: Error) => void]>();
  readonly #tabs = new Map<string, Tab>();
  #last = 0;

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      const { id, result, error, sessionId, method, params } = JSON.parse(data);
      if (method) return void this.#tabs.get(sessionId)?.hear(method, params);
      const [done, fail] = this.#waiting.get(id)!;
      this.#waiting.delete(id);
      error ? fail(new Error(error.message)) : done(result);
    };
  }

  static async start(executable: string): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), "chromium-"));
    const flags = [
      "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "--no-sandbox", "--disable-gpu", "--no-first-run",
      "--hide-scrollbars", "--lang=en-GB", "--disable-background-networking", "--disable-component-update", "--disable-extensions",
      "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
    ];
    const child = spawn(executable, [...flags, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
    const url = await new Promise<string>((found, fail) => {
      let said = "";
      child.stderr!.on("data", (data) => {
        const [, url] = /DevTools listening on (\S+)/.exec((said += data)) ?? [];
        if (url) found(url);
      });
      child.once("exit", () => fail(new Error(`Chromium ended: ${said}`)));
    });
    const socket = new WebSocket(url);
    await once(socket, "open");
    return new Browser(child, profile, socket);
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<any> {
    return new Promise((done, fail) => {
      this.#waiting.set(++this.#last, [done, fail]);
      this.#socket.send(JSON.stringify({ id: this.#last, method, params, sessionId }));
    });
  }

  /** A visitor nobody knows: no cookies, an empty cache. */
  async visitor(): Promise<{ open: (width: number, height: number) => Promise<Tab>; leave: () => Promise<void> }> {
    const { browserContextId } = await this.send("Target.createBrowserContext");
    const open = async (width: number, height: number) => {
      const { targetId } = await this.send("Target.createTarget", { url: "about:blank", browserContextId });
      const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
      const tab = new Tab(this, sessionId, targetId);
      this.#tabs.set(sessionId, tab);
      await tab.send("Page.enable");
      await tab.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
      return tab;
    };
    return { open, leave: async () => void (await this.send("Target.disposeBrowserContext", { browserContextId })) };
  }

  async close(): Promise<void> {
    this.#process.kill();
    await once(this.#process, "exit");
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A page. Frames of the same site are in its process and seen by the same session. */
export class Tab {
  readonly #browser: Browser;
  readonly #session: string;
  readonly #target: string;
  readonly #listeners: [string, (params: any) => void][] = [];

  constructor(browser: Browser, session: string, target: string) {
    this.#browser = browser;
    this.#session = session;
    this.#target = target;
  }

  send(method: string, params: Params = {}): Promise<any> {
    return this.#browser.send(method, params, this.#session);
  }

  on(method: string, listener: (params: any) => void): void {
    this.#listeners.push([method, listener]);
  }

  hear(method: string, params: any): void {
    for (const [name, listener] of this.#listeners) if (name === method) listener(params);
  }

  /** The value of an expression in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  /** The value of an expression once it is true; asked for rarely, as asking is work. */
  async when<T>(expression: string): Promise<T> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await new Promise((go) => setTimeout(go, 50))) {
      const value = await this.evaluate<T>(expression);
      if (value) return value;
    }
    throw new Error(`waited in vain for ${expression}`);
  }

  async goto(url: string): Promise<void> {
    const loaded = new Promise((done) => this.on("Page.loadEventFired", done));
    await this.send("Page.navigate", { url });
    await loaded;
  }

  async click(x: number, y: number): Promise<void> {
    const at = { x, y, button: "left", clickCount: 1 };
    await this.send("Input.dispatchMouseEvent", { ...at, type: "mouseMoved", button: "none" });
    await this.send("Input.dispatchMouseEvent", { ...at, type: "mousePressed" });
    await this.send("Input.dispatchMouseEvent", { ...at, type: "mouseReleased" });
  }

  async press(key: string): Promise<void> {
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", key, text: key });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", key });
  }

  async close(): Promise<void> {
    await this.#browser.send("Target.closeTarget", { targetId: this.#target });
  }
}

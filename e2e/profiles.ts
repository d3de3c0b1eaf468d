// The two kinds of device behaviour is shown on, and a page of a site with the panel in it, whose
// end of the channel the test holds.

import { expect, test, type Frame, type Page } from "@playwright/test";

/** A desktop. */
export const DESKTOP = { viewport: { width: 1280, height: 800 } };

/** A phone of today with a touch screen. */
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** Whether this test runs on the phone. */
export const onPhone = (): boolean => test.info().project.name === "phone";

/** Puts a path of the worker into a frame of a page on another origin and connects to it. */
export async function framed(page: Page, host: string, url: string): Promise<Frame> {
  await page.goto(host);
  await page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.id = "panel-under-test";
    frame.style.cssText = "position:fixed;inset:0;width:100%;height:100%;z-index:9;border:0;background:#fff";
    (window as any).said = [];
    frame.onload = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => (window as any).said.push(data);
      (window as any).port = port1;
      frame.contentWindow!.postMessage({ premura: "connect", url: location.href, title: document.title }, "*", [port2]);
    };
    frame.src = src;
    document.body.append(frame);
  }, url);
  const handle = await page.waitForSelector("#panel-under-test");
  const frame = (await handle.contentFrame())!;
  await frame.locator("html[data-ready]").waitFor();
  return frame;
}

/** What the panel said over the channel, of one type, the last first. */
export const said = (page: Page, type: string): Promise<any[]> =>
  page.evaluate((type) => (window as any).said.filter((message: any) => message.type === type).reverse(), type);

/** Says something to the panel. */
export const tell = (page: Page, message: unknown) => page.evaluate((message) => (window as any).port.postMessage(message), message);

/** No page is wider than its screen. */
export async function fits(page: Page | Frame): Promise<void> {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, "scrolls sideways").toBeLessThanOrEqual(0);
}

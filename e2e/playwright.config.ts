import { defineConfig } from "@playwright/test";
import { DESKTOP, PHONE } from "./profiles.ts";

/** What is shown to people, by files: it is looked at on a phone as well. */
const PEOPLE = [
  "access", "answers", "assistant", "form", "home", "host-navigation", "host-policy", "host-trouble", "identity", "journey", "keyboard", "languages",
  "later", "launcher-look", "loader", "loader-channel", "page-api", "page-wishes", "panel-alone", "proof", "request-page", "surveys",
  "turnstile", "visits",
];

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  // Each test file starts servers of its own on free ports.
  fullyParallel: false,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [["list"]],
  projects: [
    { name: "desktop", use: DESKTOP },
    // But for what no screen changes, or what sets its own: those tests are marked.
    { name: "phone", use: PHONE, testMatch: PEOPLE.map((name) => `${name}.spec.ts`), grepInvert: /@once/ },
  ],
  use: {
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.PREMURA_CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LintResult } from "../../src/findings/lint-result.ts";
import { html } from "../../src/report/html.ts";
import { findBrowser } from "./browser.ts";
import { context, finding, location, sample } from "./sample.ts";

const browsers = await findBrowser();
const reason = "missing" in browsers ? browsers.missing : undefined;

/** Names that would run a script, and tell by it, in a page that does not treat them as text. */
const attacks = [
  "</script><script>window.attacked = 1</script>",
  "<img src=x onerror='window.attacked = 1'>",
  "<svg onload='window.attacked = 1'>",
  '"><script>window.attacked = 1</script>',
].map((name, index) =>
  finding(
    "SL3002",
    location("exports/ContosoErp_1_0_0_7.zip", name, 1, index + 1, { component: name, componentKind: "cloud-flow", operation: name }),
    name,
    { advice: name },
  ),
);
const result: LintResult = { ...sample, findings: [...sample.findings, ...attacks] };
const active = result.findings.filter(({ suppressed }) => suppressed === null);

describe.skipIf(reason !== undefined)(`the page in a browser${reason === undefined ? "" : ` (skipped: ${reason})`}`, () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  let address: string;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    if ("missing" in browsers) return;
    folder = mkdtempSync(join(tmpdir(), "solutionlint-page-"));
    const file = join(folder, "report.html");
    writeFileSync(file, html.report(result, context));
    address = pathToFileURL(file).href;
    browser = await browsers.launch();
    page = await browser.newPage();
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    requests.length = 0;
    complaints.length = 0;
    await page.emulateMedia({ colorScheme: null, media: null });
    await page.goto("about:blank");
    await page.goto(address);
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => url !== "about:blank" && !url.startsWith(address))).toEqual([]);
    expect(await page.evaluate("window.attacked")).toBeUndefined();
  });

  const shown = (): Promise<number> => page.locator("details.finding:visible").count();
  const status = (): Promise<string | null> => page.locator("#status").textContent();

  it("shows what counts, and one finding opened", async () => {
    expect(await shown()).toBe(active.length);
    expect(await status()).toBe(`${active.length} findings`);
    expect(await page.locator("details[open]").count()).toBe(1);
    expect(await page.locator("details[open] svg.picture").isVisible()).toBe(true);
  });

  it("filters by level", async () => {
    await page.getByRole("checkbox", { name: "errors" }).uncheck();
    await page.getByRole("checkbox", { name: "notes" }).uncheck();
    const warnings = active.filter(({ level }) => level === "warning").length;
    expect(await shown()).toBe(warnings);
    expect(await status()).toBe(`${warnings} of ${active.length} findings`);
  });

  it("filters by rule", async () => {
    await page.getByRole("combobox").selectOption("hardcoded-credential");
    expect(await shown()).toBe(active.filter(({ rule }) => rule === "hardcoded-credential").length);
  });

  it("filters by text, every word of it", async () => {
    await page.getByRole("searchbox").fill("apikey Variable");
    expect(await page.locator("details.finding:visible h3").allInnerTexts()).toContain("Set_apiKey › inputs › value");
    await page.getByRole("searchbox").fill("nothing has this in it");
    expect(await shown()).toBe(0);
    expect(await page.getByText("No finding matches the filters.").isVisible()).toBe(true);
  });

  it("filters by flow, and shows all again", async () => {
    const flow = page.getByRole("navigation").getByRole("link", { name: /Post invoice/ });
    await flow.click();
    expect(await page.locator(".group:visible h2").allInnerTexts()).toEqual(["Post invoice"]);
    expect(await flow.getAttribute("aria-current")).toBe("true");
    await flow.click();
    expect(await shown()).toBe(active.length);
  });

  it("shows suppressed findings when asked", async () => {
    await page.getByLabel("2 suppressed").check();
    expect(await shown()).toBe(result.findings.length);
    expect(await page.locator("details.suppressed:visible").count()).toBe(2);
  });

  it("opens and closes all", async () => {
    await page.getByRole("button", { name: "Open all" }).click();
    expect(await page.locator("details[open]:visible").count()).toBe(active.length);
    await page.getByRole("button", { name: "Close all" }).click();
    expect(await page.locator("details[open]").count()).toBe(0);
  });

  it("changes the view by mouse and by keyboard", async () => {
    await page.getByRole("tab", { name: "Map" }).click();
    expect(await page.getByRole("tabpanel", { name: "Map" }).isVisible()).toBe(true);
    expect(await page.locator("#panel-findings").isVisible()).toBe(false);
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator("#tab-findings").getAttribute("aria-selected")).toBe("true");
    expect(await page.evaluate("document.activeElement.id")).toBe("tab-findings");
    await page.keyboard.press("End");
    expect(await page.locator("#panel-map").isVisible()).toBe(true);
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#panel-findings").isVisible()).toBe(true);
  });

  it("can be used with the keyboard alone", async () => {
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
    const summary = page.locator("details.finding:not([open]) > summary").first();
    await summary.focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("details[open]").count()).toBe(2);
  });

  it("goes to the finding that an address names", async () => {
    const last = await page.locator("details.finding").last().getAttribute("id");
    await page.goto(`${address}#${last}`);
    await page.reload();
    expect(await page.locator(`[id="${last}"]`).getAttribute("open")).not.toBeNull();
  });

  it("is dark when the system is, and when it is asked to be", async () => {
    const ground = (): Promise<unknown> => page.evaluate("getComputedStyle(document.body).backgroundColor");
    await page.emulateMedia({ colorScheme: "light" });
    const light = await ground();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.getByRole("button", { name: "Switch to light colours" }).click();
    expect(await ground()).toBe(light);
  });

  it("prints with every finding opened, and closes them again", async () => {
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("details:not([open]):visible").count()).toBe(0);
    expect(await page.locator("#panel-map").isVisible()).toBe(true);
    expect(await page.locator("#filters").isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator("details[open]").count()).toBe(1);
  });

  it("fits a narrow screen", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  });

  it("draws no text outside of its box", async () => {
    await page.getByRole("button", { name: "Open all" }).click();
    const outside = await page.evaluate(`[...document.querySelectorAll(".picture .box")].filter((box) => {
      const frame = box.querySelector("rect").getBoundingClientRect();
      return frame.width > 0 && [...box.querySelectorAll("text")].some((text) => text.getBoundingClientRect().right > frame.right);
    }).length`);
    expect(outside).toBe(0);
  });

  it("is complete without its script", async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(address);
    expect(await still.locator("details.finding:visible").count()).toBe(result.findings.length);
    expect(await still.locator("#panel-map").isVisible()).toBe(true);
    expect(await still.locator("#filters").isVisible()).toBe(false);
    await plain.close();
  });
});

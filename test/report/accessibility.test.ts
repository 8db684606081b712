import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe, { type AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { format, lint } from "../../src/index.ts";
import { html } from "../../src/report/html.ts";
import { findBrowser } from "./browser.ts";
import { clean, context, sample } from "./sample.ts";

const browsers = await findBrowser();
const reason = "missing" in browsers ? browsers.missing : undefined;

/** The success criteria of WCAG 2.2 up to AA as far as a program can tell, and what axe recommends besides. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What a reader does before the page is judged. */
type State = readonly [name: string, act: (page: Page) => Promise<void>];

const untouched: State = ["as it opens", async () => {}];
const opened: State = ["with every finding open", (page) => page.getByRole("button", { name: "Open all" }).click()];
const filtered: State = ["with a filter", (page) => page.getByRole("searchbox").fill("secret")];
const states: readonly State[] = [
  opened,
  filtered,
  ["with a filter that nothing passes", (page) => page.getByRole("searchbox").fill("nothing has this in it")],
  ["with one flow chosen", (page) => page.locator("#groups a").first().click()],
  ["with the map", (page) => page.getByRole("tab", { name: "Map" }).click()],
];

describe.skipIf(reason !== undefined)(
  `the page for people who cannot see it, or use no mouse${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  () => {
    let browser: Browser;
    let folder: string;
    const address = (name: string): string => pathToFileURL(join(folder, `${name}.html`)).href;

    beforeAll(async () => {
      if ("missing" in browsers) return;
      folder = mkdtempSync(join(tmpdir(), "solutionlint-page-"));
      writeFileSync(join(folder, "sample.html"), html.report(sample, context));
      writeFileSync(join(folder, "clean.html"), html.report(clean, context));
      const result = await lint(["fixtures/ContosoErp_1_0_0_7.zip"], { config: false, excerpts: true, today: "2026-01-01" });
      writeFileSync(join(folder, "fixture.html"), await format(result, "html"));
      browser = await browsers.launch();
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** What axe objects to in a state of a page: the rule, and the element. */
    async function complaints(
      name: string,
      options: BrowserContextOptions,
      [, act]: State,
      rules?: readonly string[],
    ): Promise<readonly string[]> {
      const runOnly = rules === undefined ? { type: "tag", values: tags } : { type: "rule", values: rules };
      // The page's policy lets no other script in; what it lets in is tested elsewhere.
      const visit = await browser.newContext({ ...options, bypassCSP: true, reducedMotion: "reduce" });
      try {
        const page = await visit.newPage();
        await page.goto(address(name));
        await act(page);
        await page.addScriptTag({ content: axe.source });
        const run = `axe.run(${JSON.stringify({ runOnly, resultTypes: ["violations"] })})`;
        const { violations, passes } = (await page.evaluate(run)) as AxeResults;
        expect(passes.length).toBeGreaterThan(rules === undefined ? 20 : 0);
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`));
      } finally {
        await visit.close();
      }
    }

    it.each(states)("has nothing that axe objects to %s", async (...state) => {
      expect(await complaints("fixture", { colorScheme: "light" }, state)).toEqual([]);
    });

    it.each([
      ["with a stranger's names", "sample", opened, {}],
      ["without findings", "clean", untouched, {}],
      ["on a small screen", "fixture", untouched, { viewport: { width: 360, height: 740 } }],
    ] as const)("has nothing that axe objects to %s", async (_, name, state, options) => {
      expect(await complaints(name, { colorScheme: "light", ...options }, state)).toEqual([]);
    });

    it.each([
      ["fixture", ...opened],
      ["fixture", ...filtered],
      ["sample", ...opened],
      ["clean", ...untouched],
    ] as const)("can be read in dark colours too: %s %s", async (name, state, act) => {
      expect(await complaints(name, { colorScheme: "dark" }, [state, act], ["color-contrast"])).toEqual([]);
    });

    it("is judged by a check that sees what is wrong", async () => {
      const spoil = (page: Page): Promise<void> =>
        page.evaluate("document.querySelector('h1').outerHTML = '<img src=\"data:,\"><p style=\"color:#aaa;background:#fff\">text</p>'");
      const found = await complaints("clean", { colorScheme: "light" }, ["spoiled", spoil]);
      expect(found.map((text) => text.split(" ")[0])).toEqual(expect.arrayContaining(["image-alt", "color-contrast"]));
    });

    describe("with a keyboard", () => {
      let page: Page;
      beforeEach(async () => {
        page = await browser.newPage({ reducedMotion: "reduce" });
        await page.goto(address("fixture"));
      });
      afterEach(() => page.close());

      /** Presses Tab until the focus has gone through the page, and names what it was on. */
      async function stops(): Promise<readonly string[]> {
        const names: string[] = [];
        for (let presses = 0; presses < 200; presses++) {
          await page.keyboard.press("Tab");
          const stop = (await page.evaluate(`(() => {
          const element = document.activeElement;
          if (element === document.body) return undefined;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const isSeen = element.getClientRects().length > 0 && outlineStyle !== "none" && outlineWidth !== "0px";
          const label = element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.querySelector("h3")?.textContent ?? element.textContent;
          return element.localName + " " + label.trim() + (isSeen ? "" : " (not seen)");
        })()`)) as string | undefined;
          if (stop === undefined) break;
          names.push(stop);
        }
        return names;
      }

      it("goes from top to bottom, and shows where it is", async () => {
        const names = await stops();
        expect(names.slice(0, 3)).toEqual(["a Skip to the findings", "button Switch to dark colours", "button Findings"]);
        const order = [
          "a Get ERP orders, 6 findings",
          "input errors",
          "button Open all",
          "summary Get_secret",
          "summary Set_apiKey › inputs › value",
          "a solutionlint 0.1.0",
        ];
        expect(order.map((name) => names.indexOf(name))).toEqual(order.map((name) => names.indexOf(name)).toSorted((a, b) => a - b));
        expect(order.filter((name) => !names.includes(name))).toEqual([]);
        expect(names.filter((name) => name.endsWith("(not seen)"))).toEqual([]);
      });

      it("skips to the findings", async () => {
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        expect(await page.evaluate("document.activeElement.id")).toBe("main");
      });

      it("filters, and is told how many are left", async () => {
        await page.getByRole("checkbox", { name: "errors" }).focus();
        await page.keyboard.press("Space");
        expect(await page.getByRole("status").textContent()).toBe("5 of 20 findings");
        await page.getByRole("combobox", { name: "Rule" }).focus();
        await page.keyboard.type("SL4002");
        expect(await page.getByRole("status").textContent()).toBe("2 of 20 findings");
        await page.locator("summary:visible").first().focus();
        await page.keyboard.press("Enter");
        expect(await page.locator("details[open]:visible").count()).toBe(1);
      });

      it("scrolls code that is wider than the page", async () => {
        await page.setViewportSize({ width: 360, height: 740 });
        await page.getByRole("button", { name: "Open all" }).focus();
        await page.keyboard.press("Enter");
        const wide = page.getByRole("group", { name: /^script around line 13/ });
        await wide.focus();
        await page.keyboard.press("ArrowRight");
        await expect.poll(() => page.evaluate("document.activeElement.scrollLeft")).toBeGreaterThan(0);
      });
    });
  },
);

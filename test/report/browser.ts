import { accessSync, constants } from "node:fs";
import type { Browser } from "playwright-core";

const usualPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A headless Chromium of this machine, or why there is none. `CHROMIUM_PATH` names another one than the usual. */
export async function findBrowser(): Promise<{ readonly launch: () => Promise<Browser> } | { readonly missing: string }> {
  const executablePath = [process.env.CHROMIUM_PATH, ...usualPaths].find((path) => path !== undefined && isExecutable(path));
  if (executablePath === undefined) return { missing: "no Chromium: install it, or set CHROMIUM_PATH" };
  try {
    const { chromium } = await import("playwright-core");
    // A container runs as root, where Chromium's own sandbox cannot start; the page under test is our own.
    return { launch: () => chromium.launch({ executablePath, args: ["--no-sandbox"] }) };
  } catch {
    return { missing: "no playwright-core: run npm install" };
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { pageOf } from "./html/page.ts";
import type { Reporter } from "./reporter.ts";

/** For people with a browser: one file that needs nothing else, with a picture of every secret's trace. */
export const html: Reporter = {
  name: "html",
  report: pageOf,
};

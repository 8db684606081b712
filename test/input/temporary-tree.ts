import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Files by name: their content, or the target of a symbolic link as written into it. */
export type Tree = Readonly<Record<string, string | Buffer | { readonly link: string }>>;

/** Writes files to a new temporary folder, which is removed after the test; returns its real path. Names that end in `/` are empty folders. */
export function temporaryTree(tree: Tree): string {
  const root = realpathSync.native(mkdtempSync(join(tmpdir(), "solutionlint-input-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(tree)) {
    const path = join(root, name);
    mkdirSync(name.endsWith("/") ? path : dirname(path), { recursive: true });
    if (name.endsWith("/")) continue;
    if (typeof content === "string" || Buffer.isBuffer(content)) writeFileSync(path, content);
    else symlinkSync(content.link, path);
  }
  return root;
}

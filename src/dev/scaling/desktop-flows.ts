import { desktopFlow } from "../../testing/actions.ts";
import { password } from "../../testing/credentials.ts";
import { type DesktopHeader, desktop } from "../../testing/desktop.ts";
import { flow, solutionFiles } from "../../testing/solutions.ts";
import { connect, quoted } from "./desktop-parts.ts";
import { rows } from "./desktop-rows.ts";
import { values } from "./desktop-values.ts";
import { joined, many, type Subject, type Tint } from "./subject.ts";

const headers: readonly (readonly [string, (size: number, tint: Tint) => DesktopHeader])[] = [
  ["inputs", (n) => ({ inputs: many(n, (i) => `Password${i}`) })],
  ["inputs with defaults", (n, { plainText }) => ({ inputs: Object.fromEntries(many(n, (i) => [`Password${i}`, plainText(i)])) })],
  ["outputs", (n) => ({ outputs: many(n, (i) => `Password${i}`) })],
  ["sensitive names", (n) => ({ inputs: many(n, (i) => `Text${i}`), sensitive: many(n, (i) => `Text${i}`) })],
];

const caller = (tint: Tint) => flow("Orders", ...tint.prelude, desktopFlow("Run", "Robot", { Password: tint.text(1) }));
const header: DesktopHeader = { inputs: ["Password"], outputs: ["Result"], sensitive: ["Password"] };

/** Desktop flows; where the secret comes from Key Vault, with the cloud flow that hands it to them. */
export const desktopFlows: readonly Subject[] = [
  ...[...values, ...rows].map(
    ([name, rowsOf, most]): Subject => ({
      name: `desktop: ${name}`,
      files: (size, tint) =>
        solutionFiles({ flows: [caller(tint)], desktopFlows: [desktop("Robot", header, ...tint.rows, ...rowsOf(size, tint))] }),
      ...(most !== undefined && { most }),
    }),
  ),
  ...headers.map(
    ([name, headerOf]): Subject => ({
      name: `desktop: ${name}`,
      files: (size, tint) =>
        solutionFiles({ desktopFlows: [desktop("Robot", headerOf(size, tint), ...many(size, (i) => `SET Copy${i} TO Password${i}`))] }),
    }),
  ),
  {
    name: "desktop: texts of a flow in the older form",
    files: (size, tint) =>
      solutionFiles({
        desktopFlows: [
          {
            ...desktop("Robot", header, ...tint.rows, ...many(size, (i) => `SET A TO ${quoted(tint.desktopText(i))}`), connect("A")),
            schema: "package",
          },
        ],
      }),
  },
  {
    name: "desktop: files of subflows",
    files: (size) =>
      new Map([
        ["Main.txt", joined(size, (i) => `CALL Part_${i}`, "\n")],
        ...many(size, (i): [string, string] => [`Part_${i}.txt`, `SET A${i} TO $'''${password(i)}'''\n${connect(`A${(i * 7) % size}`)}\n`]),
      ]),
    tint: "literal",
  },
];

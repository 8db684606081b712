/** The kinds of components that findings are about, and what makers call them. */
const kindNames = {
  "cloud-flow": "cloud flow",
  "desktop-flow": "desktop flow",
  "connection-reference": "connection reference",
  "environment-variable": "environment variable",
  "custom-connector": "custom connector",
  solution: "solution",
  settings: "settings file",
  "web-resource": "web resource",
  "canvas-app": "canvas app",
  "agent-component": "agent component",
  "plug-in-step": "plug-in step",
  "plug-in-assembly": "plug-in assembly",
  "service-endpoint": "service endpoint",
  "classic-workflow": "classic workflow",
  "power-pages-component": "Power Pages component",
  dataflow: "dataflow",
  "ai-model": "AI model",
  template: "template",
  report: "report",
  table: "table",
  "code-component": "code component",
  "site-map": "site map",
  "configuration-data": "configuration data",
  "logic-app": "logic app",
  other: "file",
} as const;

/** The kind of a component that a finding is about. */
export type ComponentKind = keyof typeof kindNames;

/** All kinds, as reports write them. */
export const componentKinds = Object.keys(kindNames);

/** A kind of component in words; `component` for what has none, and for what a report of another version names. */
export function kindName(kind: string | undefined): string {
  return kind !== undefined && isKind(kind) ? kindNames[kind] : "component";
}

function isKind(kind: string): kind is ComponentKind {
  return Object.hasOwn(kindNames, kind);
}

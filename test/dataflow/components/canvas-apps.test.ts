import { describe, expect, it } from "vitest";
import { appFile } from "../../../src/dataflow/components/canvas-apps.ts";

describe("a file of a canvas app", () => {
  it.each<[string, string, string, number]>([
    ["is packed", "CanvasApps/new_app_DocumentUri.msapp!/Src/App.pa.yaml", "new_app", 2],
    ["is packed, under another name", "apps/Orders.msapp!/Controls/1.json", "Orders", 2],
    ["is packed by itself", "Orders.msapp!/Controls/1.json", "Orders", 2],
    ["is unpacked by an older version", "CanvasApps/src/new_app/Src/App.fx.yaml", "new_app", 0],
    ["is unpacked by a newer version", "CanvasApps/new_app_DocumentUri_msapp_src/Src/App.pa.yaml", "new_app", 0],
    ["is unpacked beside the archive", "canvasapps/new_app_src/Src/App.fx.yaml", "new_app", 0],
    ["is made from the formulas", "CanvasApps/src/new_app/Other/Src/App.pa.yaml", "new_app", 1],
    ["is made from the formulas by a newer version", "CanvasApps/new_app_DocumentUri_msapp_src/Other/Src/App.pa.yaml", "new_app", 1],
    ["is of an app that was downloaded by itself", "Src/App.fx.yaml", "", 0],
    ["is made from the formulas of such an app", "Other/Src/App.pa.yaml", "", 1],
    ["is in a folder that is only called so", "CanvasApps/src/new_app/My/Other/Src/App.pa.yaml", "new_app", 0],
  ])("%s", (_, name, app, copy) => {
    expect(appFile(name)).toEqual({ app, copy });
  });

  it.each([
    "Workflows/a.json",
    "CanvasApps/new_app.meta.xml",
    "CanvasApps/src",
    "a/CanvasApps/src/new_app/x",
    "Resources/Src/x",
    "a.msapp",
  ])("is not %s", (name) => {
    expect(appFile(name)).toBeUndefined();
  });
});

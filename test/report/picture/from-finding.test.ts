import { describe, expect, it } from "vitest";
import type { LocatedStep, ReportedFinding } from "../../../src/findings/reported-finding.ts";
import { pictureOfFinding } from "../../../src/report/picture/from-finding.ts";
import { pictureOfResult } from "../../../src/report/picture/from-result.ts";
import { finding, location, sample, step } from "../sample.ts";

function at(operation: string, component = "Get orders") {
  return location("erp.zip", `Workflows/${component}.json`, 1, operation.length, { component, componentKind: "cloud-flow", operation });
}

function withSteps(...flow: readonly LocatedStep[]): ReportedFinding {
  return finding("SL3002", flow.at(-1)?.location ?? at("Set_key"), "Stored.", { flow });
}

describe("the picture of a finding", () => {
  it("draws each operation once, and marks where the finding stands", () => {
    const picture = pictureOfFinding(
      withSteps(step("returns the token", at("Get_token")), step("copies it", at("Copy")), step("sends it", at("Send"))),
    );
    expect(picture?.nodes.map(({ title, note, marked }) => [title, note, marked])).toEqual([
      ["Get_token", "returns the token", false],
      ["Copy", "", false],
      ["Send", "", true],
    ]);
    expect(picture?.edges.map(({ label }) => label)).toEqual(["copies it", "sends it"]);
  });

  it("names the flow of each box when the way crosses flows", () => {
    const picture = pictureOfFinding(
      withSteps(step("returns the token", at("Get_token", "Parent")), step("receives it", at("manual", "Child"))),
    );
    expect(picture?.nodes.map(({ subtitle }) => subtitle)).toEqual(["Parent", "Child"]);
  });

  it("says what steps know about themselves", () => {
    const picture = pictureOfFinding(
      withSteps(
        { ...step("returns the Key Vault secret", at("Get_secret")), kind: "vault", shown: false },
        { ...step("stores it", at("Set_key")), kind: "variable", shown: true },
      ),
    );
    expect(picture?.nodes.map(({ title, kind, shows }) => [title, kind, shows])).toEqual([
      ["Get_secret", "action", "closed"],
      ["Key Vault", "vault", "closed"],
      ["Set_key", "variable", "open"],
    ]);
    expect(picture?.edges.map(({ label }) => label)).toEqual(["returns the Key Vault secret", "stores it"]);
  });

  it("draws nothing for a finding without a way", () => {
    expect(pictureOfFinding(withSteps(step("stands here", at("Get_token"))))).toBeUndefined();
  });
});

describe("the map of a result", () => {
  const picture = pictureOfResult(
    sample,
    sample.findings.filter(({ suppressed }) => suppressed === null),
  );

  it("counts the findings of each component", () => {
    const erp = picture.nodes.find(({ title }) => title === "Get ERP orders");
    expect(erp).toMatchObject({ kind: "cloud-flow", level: "error", note: "2 errors, 1 warning, 1 note" });
  });

  it("shows how a secret goes from one component to another", () => {
    const names = new Map(picture.nodes.map(({ id, title }) => [id, title]));
    expect(picture.edges.map(({ from, to, label }) => [names.get(from), names.get(to), label])).toEqual([
      ["Get ERP orders", "Post invoice", "passes it on"],
    ]);
  });
});

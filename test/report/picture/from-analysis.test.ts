import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../src/dataflow/analysis.ts";
import { pictureOfSecrets } from "../../../src/report/picture/from-analysis.ts";
import type { Picture } from "../../../src/report/picture/model.ts";
import { childFlow, compose, http, keyVault, respond, setVariable } from "../../../src/testing/actions.ts";
import { buttonTrigger, flow } from "../../../src/testing/solutions.ts";
import { analysed, analysedSolutions, flowNamed } from "../../dataflow/analysed.ts";

const asIs = { title: "Secrets", redact: (text: string) => text };

/** `Get_secret (closed) -> Set_key (open)` */
function arrowsOf(picture: Picture): readonly string[] {
  const names = new Map(picture.nodes.map(({ id, title, shows }) => [id, `${title} (${shows})`]));
  return picture.edges.map(({ from, to, label }) => `${names.get(from)} -> ${names.get(to)}: ${label}`);
}

const readsBody = "@body('Get_secret')?['value']";

describe("the picture of a run's secrets", () => {
  it("shows the way from the vault to every end, each step once", () => {
    const analysis = analysed(
      flow(
        "Get orders",
        keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
        setVariable("Set_key", "apiKey", readsBody),
        http("Call_ERP", { headers: { "x-api-key": readsBody } }, { secure: ["inputs", "outputs"] }),
      ),
    );
    const picture = pictureOfSecrets(analysis, asIs);
    expect(arrowsOf(picture)).toEqual([
      "Key Vault (closed) -> Get_secret (closed): returns the Key Vault secret",
      "Get_secret (closed) -> Set_key (closed): stores it in the variable 'apiKey'",
      "Get_secret (closed) -> Call_ERP (closed): sends it in the header 'x-api-key'",
    ]);
    expect(picture.nodes.map(({ kind }) => kind)).toEqual(["action", "vault", "variable", "request"]);
  });

  it("draws boxes open that show the secret", () => {
    const analysis = analysed(
      flow("Get orders", keyVault.getSecret("Get_secret"), compose("Key", readsBody), http("Call_ERP", { body: "@outputs('Key')" })),
    );
    expect(arrowsOf(pictureOfSecrets(analysis, asIs))).toEqual([
      "Key Vault (closed) -> Get_secret (open): returns the Key Vault secret",
      "Get_secret (open) -> Key (open): copies it",
      "Key (open) -> Call_ERP (open): sends it in the body",
    ]);
  });

  const caller = flow("Parent", keyVault.getSecret("Get_secret"), childFlow("Call_child", "Child", { text: readsBody }));
  const child = {
    ...flow("Child", http("Send", { body: "@triggerBody()?['text']" }), respond("Answer", { key: "@triggerBody()?['text']" })),
    trigger: buttonTrigger({ text: "Input" }),
  };
  const other = flow("Other", keyVault.getSecret("Get_other"), compose("Copy", "@body('Get_other')?['value']"));

  it("goes into called flows and back", () => {
    const arrows = arrowsOf(pictureOfSecrets(analysed(caller, child), asIs));
    expect(arrows).toContain("Call_child (open) -> manual (open): receives it");
    expect(arrows).toContain("manual (open) -> Send (open): sends it in the body");
  });

  it.each([
    ["Parent", ["Call_child", "Get_secret", "Key Vault", "Send", "Answer", "manual"]],
    ["Child", ["Answer", "Call_child", "Get_secret", "Key Vault", "Send", "manual"]],
    ["Other", ["Copy", "Get_other", "Key Vault"]],
  ])("shows only what passes through '%s'", (name, expected) => {
    const analysis = analysed(caller, child, other);
    const { nodes } = pictureOfSecrets(analysis, { ...asIs, flow: flowNamed(analysis, name) });
    expect(nodes.map(({ title }) => title).toSorted()).toEqual(expected.toSorted());
  });

  it("tells flows of one name apart", () => {
    const two = ["1.0.0.1", "1.0.0.2"].map((version) => ({ version, flows: [other] }));
    const subtitles = (analysis: Analysis): readonly string[] => [
      ...new Set(pictureOfSecrets(analysis, asIs).nodes.flatMap(({ subtitle }) => (subtitle === "" ? [] : [subtitle]))),
    ];
    expect(subtitles(analysedSolutions(two))).toEqual(["Other (solution1.zip)", "Other (solution2.zip)"]);
    expect(subtitles(analysedSolutions([{ flows: [other] }]))).toEqual(["Other"]);
  });

  it("is empty where there is no secret", () => {
    expect(pictureOfSecrets(analysed(flow("Plain", compose("Copy", "text"))), asIs).nodes).toEqual([]);
  });

  it("takes secrets out of every text", () => {
    const analysis = analysed(
      flow("Flow Topsecret", keyVault.getSecret("Topsecret"), compose("Copy_Topsecret", "@body('Topsecret')?['value']")),
    );
    const picture = pictureOfSecrets(analysis, { title: "In Topsecret", redact: (text) => text.replaceAll("Topsecret", "…") });
    expect(JSON.stringify(picture)).not.toContain("Topsecret");
  });

  it("stays linear on long chains", () => {
    const steps = Array.from({ length: 1000 }, (_, index) =>
      compose(`Copy_${index}`, index === 0 ? readsBody : `@outputs('Copy_${index - 1}')`),
    );
    const picture = pictureOfSecrets(analysed(flow("Long", keyVault.getSecret("Get_secret"), ...steps)), asIs);
    expect(picture.nodes).toHaveLength(1002);
    expect(picture.edges).toHaveLength(1001);
  });
});

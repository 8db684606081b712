import { describe, expect, it } from "vitest";
import { detectCredentials } from "../../../src/secrets/detect.ts";
import { contextualShapes } from "../../../src/secrets/shapes/contextual.ts";
import { shapes } from "../../../src/secrets/shapes/index.ts";
import { allSamples, sampleOf } from "../samples.ts";

const now = Date.UTC(2026, 0, 1);

/** Shapes that share an id with another one of the same form say no less when that one is found. */
function found(
  text: string,
): readonly { readonly kind: string; readonly secret: string; readonly confidence: string; readonly remark: string | undefined }[] {
  return detectCredentials(text, { position: "other" }, { now }).map((match) => ({
    kind: match.kind,
    secret: text.slice(match.span.start, match.span.end),
    confidence: match.confidence,
    remark: match.remark,
  }));
}

describe("a command or script that reads its password gives none away:", () => {
  it.each([
    "net use Z: \\\\srv\\orders $password /user:orders",
    "schtasks /create /tn orders /ru svc-orders /rp $pw",
    "cmdkey /add:erp /user:orders /pass:$pw",
    'ConvertTo-SecureString "$pw" -AsPlainText -Force',
    "sshpass -p @{outputs('Get_secret')} ssh erp",
    // Anonymous users give their address.
    'new NetworkCredential("anonymous", "orders@contoso.com")',
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("the table of shapes", () => {
  it("names at least sixty kinds", () => {
    expect(new Set([...shapes, ...contextualShapes].map((shape) => shape.id)).size).toBeGreaterThanOrEqual(120);
  });

  it.each(shapes.map((shape) => [`${shape.id} ${shape.keywords[0]}`, shape] as const))("%s is well formed", (_name, shape) => {
    expect(shape.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(shape.label).toMatch(/^(?:a|an|the) /);
    expect(shape.source).toMatch(/^https:\/\//);
    for (const keyword of shape.keywords) expect(keyword.length).toBeGreaterThanOrEqual(3);
    // A repetition without an end must be of characters that the edge excludes on the left.
    expect(shape.pattern.source.replace(/\\./g, "")).not.toMatch(/[*+](?!\?)(?![^[]*\])|\.\*/);
    expect(shape.pattern.flags.replace("i", "")).toBe("");
    // Keywords in any case are of no use to a pattern that is of one.
    if (shape.anyCase === true) expect(shape.pattern.flags).toBe("i");
  });

  it("gives one id one family of labels", () => {
    for (const { id, label } of shapes) expect(label.length, id).toBeLessThan(90);
  });
});

describe("a generated credential of each shape", () => {
  for (const seed of [1, 2, 3]) {
    it.each(allSamples(seed).map((sample) => [`${sample.shape.id} ${sample.shape.keywords[0]}`, sample] as const))(
      `%s is found, and its secret part located (seed ${seed})`,
      (_name, sample) => {
        const text = `${sample.before}${sample.text}${sample.behind}`;
        const all = found(text);
        expect(all.map((match) => match.secret)).toContain(sample.secret);
        const match = all.find((one) => one.secret === sample.secret);
        expect(match?.kind).toBe(sample.shape.id);
        expect(match?.confidence).toBe(sample.shape.confidence ?? "high");
        expect(match?.remark).toBeUndefined();
      },
    );
  }

  it.each(allSamples(4).map((sample) => [`${sample.shape.id} ${sample.shape.keywords[0]}`, sample] as const))(
    "%s is found in the middle of a text",
    (_name, sample) => {
      const text = `first line\n"value": "${sample.before}${sample.text}${sample.behind}" and more`;
      expect(found(text).map((match) => match.secret)).toContain(sample.secret);
    },
  );
});

describe("near misses", () => {
  it.each(allSamples(5).map((sample) => [`${sample.shape.id} ${sample.shape.keywords[0]}`, sample] as const))(
    "%s with a broken keyword is not found",
    (_name, sample) => {
      const { shape } = sample;
      let text = sample.text;
      for (const keyword of shapes.filter(({ id }) => id === shape.id).flatMap(({ keywords }) => keywords)) {
        const at = shape.anyCase === true ? text.toLowerCase().indexOf(keyword.toLowerCase()) : text.indexOf(keyword);
        // A space in the middle ends every form.
        if (at >= 0) text = `${text.slice(0, at + 1)}\u0001${text.slice(at + 1)}`;
      }
      const kinds = found(`${sample.before}${text}${sample.behind}`).filter(
        (match) => match.kind === shape.id && match.secret === sample.secret,
      );
      expect(kinds).toEqual([]);
    },
  );

  const edged = allSamples(6).filter(({ shape }) => shape.edge !== "none");
  it.each(edged.map((sample) => [`${sample.shape.id} ${sample.shape.keywords[0]}`, sample] as const))(
    "%s as a part of a longer word is not found",
    (_name, sample) => {
      const kinds = found(`${sample.before.trimEnd()}Q${sample.text}${sample.behind}`).filter(
        (match) => match.kind === sample.shape.id && match.secret === sample.secret,
      );
      expect(kinds).toEqual([]);
    },
  );

  const checked = allSamples(7).filter(({ shape }) => /crc|azure|entra|gitlab|grafana/.test(shape.check ?? ""));
  it.each(checked.map((sample) => [`${sample.shape.id} ${sample.shape.keywords[0]}`, sample] as const))(
    "%s with a wrong checksum is reported with less confidence",
    (_name, sample) => {
      // One character of the random part changes to its neighbour, early enough to be covered by every checksum.
      const at = sample.shape.before === undefined ? (sample.shape.keywords[0]?.length ?? 0) + 4 : 1;
      const changed = sample.text.slice(0, at) + (sample.text[at] === "a" ? "b" : "a") + sample.text.slice(at + 1);
      const [match] = found(changed);
      expect(match).toMatchObject({
        kind: sample.shape.id,
        confidence: "medium",
        remark: "its checksum is wrong, so it is changed or made up",
      });
    },
  );

  it.each(
    shapes
      .filter(({ pattern }) => /\[A-Za-z0-9_?-?\]\{\d+\}$/.test(pattern.source))
      .flatMap((shape) => {
        const { text } = sampleOf(shape, 8);
        // Others have their keyword in the middle.
        const keyword = shape.keywords.find((one) => text.startsWith(one));
        return keyword === undefined ? [] : [[`${shape.id} ${keyword}`, keyword + "x".repeat(text.length - keyword.length)] as const];
      }),
  )("%s with a row of x is a placeholder", (_name, text) => {
    expect(found(text)).toEqual([]);
  });
});

import { crc32 } from "node:zlib";
import { base62, encodeChecksum, marvin32 } from "../../src/secrets/checks/checksums.ts";
import { shapes } from "../../src/secrets/shapes/index.ts";
import type { Shape } from "../../src/secrets/shapes/shape.ts";
import { privateKeyLine } from "../../src/testing/credentials.ts";
import { filler, type Random, seeded, textMatching } from "./pattern-sample.ts";

/** A made-up credential of a shape: put together here, and never written in a file. */
export interface Sample {
  readonly shape: Shape;
  /** What the shape's pattern matches. */
  readonly text: string;
  /** The secret part of it. */
  readonly secret: string;
  /** What must stand before it for the shape's check. */
  readonly before: string;
  /** What must stand behind it. */
  readonly behind: string;
}

const far = Date.UTC(2099, 0, 1) / 1000;

export function base64Url(value: unknown): string {
  return Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
}

export function jwt(
  random: Random,
  payload: object = { sub: filler(random, 12), exp: far },
  header: object = { alg: "HS256", typ: "JWT" },
): string {
  return `${base64Url(header)}.${base64Url(payload)}.${filler(random, 43)}`;
}

/** Puts the right checksum into a text that has the form of a shape. */
const repairs: Readonly<Record<string, (text: string) => string>> = {
  "crc32-base62": (text) => text.slice(0, -6) + encodeChecksum(crc32(text.slice(4, -6)), base62),
  "crc32-hex": (text) => text.slice(0, -8) + crc32(text.slice(0, -8)).toString(16).padStart(8, "0").toUpperCase(),
  "gitlab-routable": (text) => text.slice(0, -7) + crc32(text.slice(0, -7)).toString(36).padStart(7, "0"),
  grafana: (text) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(text.slice(0, -9)));
    return text.slice(0, -8) + sum.toString("hex");
  },
  "azure-key": (text) => azureKey(text),
  "azure-annotated-key": (text) => {
    const body = text.slice(0, 80);
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(marvin32(Buffer.from(body, "base64"), "Default0"));
    return body + sum.toString("base64").slice(0, 4);
  },
  "entra-secret": (text) => {
    const body = text.slice(0, -3);
    const alphabet = `${letters}${letters.toUpperCase()}1234567890.-_~`;
    return body + encodeChecksum(marvin32(Buffer.from(body, "latin1"), "AadPwd00"), alphabet).slice(0, 3);
  },
};

const letters = "abcdefghijklmnopqrstuvwxyz";
const seeds: Readonly<Record<string, string>> = {
  "+ASt": "Default0",
  ACDb: "MastRW00",
  "+ABa": "AbAcct00",
  "+AMC": "Classic0",
  APIM: "IoTHub00",
  "+ASb": "Send0000",
  "+AEh": "Listen00",
  "+ARm": "Manage00",
  AIoT: "Device00",
  AzCa: "Access00",
  "+ACR": "ACRDflt0",
  AzSe: "Query000",
  AzFu: "Functi00",
};

/** Keys end in a signature and the four bytes of their checksum; where both share a character with what stands before, the bits are those of the key. */
export function azureKey(text: string, given?: string): string {
  const url = text.includes("AzFu");
  const padding = /(?:=|%3D)*$/i.exec(text)?.[0] ?? "";
  const key = text.slice(0, text.length - padding.length);
  const seed = given ?? seeds[key.slice(-10, -6)];
  if (seed === undefined) throw new Error("a key without a known signature");
  const bytes = Buffer.from(key, "base64");
  bytes.writeUInt32LE(marvin32(bytes.subarray(0, -4), seed), bytes.length - 4);
  const written = bytes.toString(url ? "base64url" : "base64").replace(/=+$/, "");
  return written + padding;
}

/** Texts of which a pattern alone cannot make sense, by the shape's check or id. */
function whole(shape: Shape, random: Random): Pick<Sample, "text" | "secret"> | undefined {
  if (shape.check === "jwt") {
    const text = jwt(random);
    return { text, secret: text };
  }
  if (shape.check === "basic-credentials") {
    const secret = Buffer.from(`svc-${filler(random, 5)}:${filler(random, 12)}`).toString("base64");
    return { text: `Basic ${secret}`, secret };
  }
  if (shape.check === "key-body") {
    const secret = `${filler(random, 64)}\n${filler(random, 64)}\n${filler(random, 30)}==\n`;
    return { text: `${privateKeyLine("BEGIN RSA")}\n${secret}${privateKeyLine("END RSA")}`, secret: secret.trimEnd() };
  }
  if (shape.id === "encoded-password") {
    const secret = `${filler(random, 11)}7`;
    return { text: `btoa("svc:${secret}`, secret };
  }
  if (shape.id === "labelled-password") {
    const secret = `${filler(random, 11)}7#`;
    const [label = ""] = shape.keywords;
    return { text: label.endsWith("/") ? `${label}pass: svc/${secret}` : `${label}: svc / ${secret}`, secret };
  }
  if (shape.id === "encoded-member") {
    const secret = `${filler(random, 11)}7`;
    return { text: `%22%3A%22${secret}`, secret };
  }
  if (shape.check === "after-user") {
    const secret = `${filler(random, 11)}7-Aa`;
    return { text: `-p ${secret}`, secret };
  }
  if (shape.check === "after-certificate-tool") {
    const secret = filler(random, 12);
    return { text: `-p ${secret}`, secret };
  }
  if (shape.id === "flow-callback-url") {
    const secret = filler(random, 43);
    return {
      text: `/workflows/${filler(random, 32, "0123456789abcdef")}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${secret}`,
      secret,
    };
  }
  return undefined;
}

const surroundings: Readonly<Record<string, readonly [string, string]>> = {
  "connection-string": ["Server=db.contoso.com;User ID=app;", ";Encrypt=True"],
  "after-az": ["az login --service-principal -u orders ", " --tenant contoso"],
  "after-login": ["docker login -u app ", " registry.contoso.com"],
  "after-samba": ["smbclient //srv/orders", ""],
  "after-ldap": ["ldapsearch -x -D cn=orders", " -b dc=contoso"],
  "after-zip": ["unzip", " orders.zip"],
  "piped-password": ["", " | docker login --password-stdin"],
  "after-archiver": ["7z x orders.7z", " -y"],
  "typed-password": ["", " /add"],
  "command-argument": ["", " /x"],
  "after-user": ["erp.exe -u orders ", " -x"],
  "after-certificate-tool": ["certutil -f ", " -importpfx c.pfx"],
  "encoded-member": ["ms-powerautomate:/console/flow/run?inputArguments=%7B%22Password", "%22%7D"],
  "after-curl": ["curl ", " https://api.contoso.com"],
  "after-sqlcmd": ["sqlcmd -S db -U app ", " -Q x"],
  "shared-access-signature": ["https://contoso.blob.core.windows.net/a?sv=2022-11-02&sp=rwd&se=2099-01-01&", ""],
  "encoded-password": ["headers.Authorization = 'Basic ' + ", '")'],
  "flow-callback-url": ["https://contoso.logic.azure.com", ""],
  "google-calendar-address": ["https://calendar.google.com/calendar/ical/x", "/basic.ics"],
  "cloudfront-signed-url": ["https://x.cloudfront.net/a?Expires=4102444800", "&Key-Pair-Id=KX"],
  "redis-password": ["contoso.redis.cache.windows.net:6380", ",ssl=True"],
  "presigned-url": ["https://contoso.s3.amazonaws.com/a?X-Amz-Date=20980101T000000Z&X-Amz-Expires=3600&", ""],
};

/** Most attempts at a text that its own pattern accepts: some checksums give characters that a key of the kind avoids. */
const mostAttempts = 200;

export function sampleOf(shape: Shape, seed: number): Sample {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const random = seeded(seed + attempt * 100_000);
    const made = whole(shape, random) ?? fromPattern(shape, random);
    const [before, behind] = surroundings[shape.id] ?? surroundings[shape.check ?? ""] ?? ["", ""];
    if (!new RegExp(`^(?:${shape.pattern.source})`, shape.pattern.flags).test(made.text + behind)) continue;
    return { shape, before, behind, ...made };
  }
  throw new Error(`no sample of ${shape.id}`);
}

function fromPattern(shape: Shape, random: Random): Pick<Sample, "text" | "secret"> {
  const { text: raw, groups } = textMatching(shape.pattern, random);
  const at = groups.get("secret");
  if (at === undefined) {
    const text = shape.check === undefined ? raw : (repairs[shape.check]?.(raw) ?? raw);
    return { text, secret: text };
  }
  // A password of one or two characters is a stand-in.
  const secret = at.end - at.start < 8 ? filler(random, 10) : raw.slice(at.start, at.end).trimEnd();
  return { text: raw.slice(0, at.start) + secret + raw.slice(at.end), secret };
}

/** One sample of every shape, whatever shapes are added before it. */
export function allSamples(seed = 1): readonly Sample[] {
  return shapes.map((shape) => sampleOf(shape, seed * 1000 + crc32(`${shape.id} ${shape.pattern.source}`)));
}

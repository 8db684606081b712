import type { Span } from "../../source/place.ts";
import { passwordWords } from "../names/name-words.ts";
import { fold, withoutLonger } from "../names/words.ts";

/** What a script does with a credential, by the words that it is done with. */
const hints: Readonly<Record<string, readonly string[]>> = {
  encodes: ["btoa(", "b64encode(", "base64_encode(", "getbytes(", "tobinary(", "buffer.from(", "frombase64string(", "hmac"],
  givesCredentials: [
    "auth=(",
    "auth = (",
    "basicauth(",
    "digestauth(",
    "ntlmauth(",
    "proxyauth(",
    "basicauthenticator(",
    "boto3.session(",
    "credential",
    "securestring",
  ],
  givesPasswords: [
    "passwordauthentication(",
    "authenticationmethod(",
    ".decrypt(",
    "protect(",
    'protect "',
    ".saveas",
    "sendkeys",
    "send_keys",
    "acquire_token_",
    "insert into",
  ],
  signsIn: ["login(", "log_in(", "logon(", "signin(", "sign_in(", "authenticate(", ".initialize", "connect(", "mapnetworkdrive", "sshpass"],
  opensDirectories: ["connection(", "simple_bind", "directoryentry", "connectserver"],
  opensConnections: ["new mysqli(", "sshclient(", "sftpclient(", "scpclient(", "ftp(", "ftp_tls("],
  namesSchemes: ['"bearer ', "'bearer ", "`bearer ", '"basic ', "'basic ", "`basic ", "authorization"],
  namesKeys: ["api-key", "apikey", "api_key", "subscription-key", "client-secret", "clientsecret", "client_secret"],
  joinsAddresses: ["?code=", "&code="],
  namesTokens: ["accesstoken", "access_token"],
  setsVariables: ["setenvironmentvariable", "setx "],
  signs: ["jwt.sign(", "jwt.verify(", "jwt.encode(", "jwt.decode(", "cryptojs.", "fernet(", "importkey(", "twilioclient", "twiliorest"],
  opensRequests: ['open("get"', 'open("post"', "open('get'", "open('post'"],
  startsPrograms: ["subprocess.", "popen(", "check_output(", "check_call(", "spawn(", "spawnsync(", "execfile", "start-process "],
};

/** These and the words for passwords of all languages, without those that hold another one. */
export function scriptHints(): readonly string[] {
  const all = [...Object.values(hints).flat(), ...passwordWords.flatMap((word) => [word.toLowerCase(), fold(word)])];
  return withoutLonger(all.filter((word) => word.length >= 3));
}

/** How far from a hint the call may begin, with the variables that it is given, and end. */
const before = 3_000;
const behind = 1_000;

/**
 * Collects the stretches of a text in which a script may give a credential to something. Libraries are long, and calls that sign in are few in them.
 */
export interface ScriptStretches {
  /** @param at place of a hint, from front to back */
  add(at: number): void;
  readonly all: readonly Span[];
}

/** @param length of the text */
export function scriptStretches(length: number): ScriptStretches {
  const all: { start: number; end: number }[] = [];
  return {
    all,
    add(at) {
      const last = all.at(-1);
      const end = Math.min(length, at + behind);
      if (last === undefined || at - before > last.end) all.push({ start: Math.max(0, at - before), end });
      else last.end = Math.max(last.end, end);
    },
  };
}

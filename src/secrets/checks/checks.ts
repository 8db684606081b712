import { unknownPart } from "../../unknown-part.ts";
import { type Check, type CheckContext, type CheckResult, good } from "./check.ts";
import {
  after,
  checkAfterArchiver,
  checkAfterCertificateTool,
  checkAfterUser,
  checkCommandArgument,
  checkMixedPassword,
  checkNotedPassword,
  checkPiped,
  checkTypedPassword,
} from "./command-arguments.ts";
import { checkBasicCredentials, checkJwt } from "./decoded.ts";
import { checkGenerated, checkKeyBody, checkMixedCase, checkRandom, checkSample } from "./generated.ts";
import { checkPresignedUrl, checkSharedAccessSignature } from "./signed-url.ts";
import { checkConnectionString, checkEncodedMember, checkUrlPassword } from "./surroundings.ts";
import {
  checkAnnotatedKey,
  checkAzureDevOpsLegacy,
  checkAzureKey,
  checkCrc32Base62,
  checkCrc32Hex,
  checkEntraSecret,
  checkGitlabRoutable,
  checkGrafana,
} from "./token-checksums.ts";

/** All checks, by the names that the tables of shapes use. */
const checks = {
  // Checksums in a token.
  "entra-secret": checkEntraSecret,
  "azure-key": checkAzureKey,
  "azure-annotated-key": checkAnnotatedKey,
  "azure-devops-legacy": checkAzureDevOpsLegacy,
  "crc32-base62": checkCrc32Base62,
  "crc32-hex": checkCrc32Hex,
  "gitlab-routable": checkGitlabRoutable,
  grafana: checkGrafana,
  // Characters as a generator mixes them.
  random: checkRandom,
  generated: checkGenerated,
  "mixed-case": checkMixedCase,
  "key-body": checkKeyBody,
  sample: checkSample,
  "not-placeholder": (secret: string) => (secret.includes(unknownPart) ? undefined : good),
  // What it says when it is decoded, or in the other parameters of its address.
  jwt: checkJwt,
  "basic-credentials": checkBasicCredentials,
  "shared-access-signature": checkSharedAccessSignature,
  "presigned-url": checkPresignedUrl,
  // What is around it.
  "connection-string": checkConnectionString,
  "url-password": checkUrlPassword,
  "encoded-member": checkEncodedMember,
  // The command that it is an argument of.
  "command-argument": checkCommandArgument,
  "typed-password": checkTypedPassword,
  "mixed-password": checkMixedPassword,
  "noted-password": checkNotedPassword,
  "piped-password": checkPiped,
  "after-user": checkAfterUser,
  "after-archiver": checkAfterArchiver,
  "after-certificate-tool": checkAfterCertificateTool,
  "after-curl": after("curl"),
  "after-az": after("az login"),
  "after-login": after("psexec", "psexec64", "docker login", "oc login", "tabcmd login"),
  "after-samba": after("smbclient", "rpcclient", "smbget", "winexe", "net rpc", "net ads"),
  "after-ldap": after("ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami", "ldifde"),
  "after-zip": after("zip", "unzip", "zipcloak"),
  "after-sqlcmd": after("sqlcmd", "bcp", "osql", "isql"),
} satisfies Record<string, Check>;

/** A test beyond the pattern, named in the tables of shapes. */
export type CheckName = keyof typeof checks;

/** Runs a check. Undefined: the text is no such credential. */
export function runCheck(name: CheckName, secret: string, context: CheckContext): CheckResult | undefined {
  return (checks[name] as Check)(secret, context);
}

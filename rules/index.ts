// Generated from the folders in rules/: run `npm run generate`.
import type { Rule } from "../src/rule.ts";
import analysisTruncated from "./analysis-truncated/rule.ts";
import archiveLimit from "./archive-limit/rule.ts";
import credentialInUrl from "./credential-in-url/rule.ts";
import hardcodedCredential from "./hardcoded-credential/rule.ts";
import hardcodedSecretName from "./hardcoded-secret-name/rule.ts";
import hardcodedVaultName from "./hardcoded-vault-name/rule.ts";
import ineffectiveSecureSetting from "./ineffective-secure-setting/rule.ts";
import longSecretChain from "./long-secret-chain/rule.ts";
import malformedExpression from "./malformed-expression/rule.ts";
import missingConnectionReference from "./missing-connection-reference/rule.ts";
import missingSecureInputs from "./missing-secure-inputs/rule.ts";
import missingSecureOutputs from "./missing-secure-outputs/rule.ts";
import nonReferenceConnection from "./non-reference-connection/rule.ts";
import pinnedSecretVersion from "./pinned-secret-version/rule.ts";
import secretInCondition from "./secret-in-condition/rule.ts";
import secretInDataOperation from "./secret-in-data-operation/rule.ts";
import secretInLog from "./secret-in-log/rule.ts";
import secretInMessage from "./secret-in-message/rule.ts";
import secretInResponse from "./secret-in-response/rule.ts";
import secretInUrl from "./secret-in-url/rule.ts";
import secretInVariable from "./secret-in-variable/rule.ts";
import secretPersisted from "./secret-persisted/rule.ts";
import secretToInsensitiveInput from "./secret-to-insensitive-input/rule.ts";
import unreadableFile from "./unreadable-file/rule.ts";
import unresolvedReference from "./unresolved-reference/rule.ts";
import wholeSecretObject from "./whole-secret-object/rule.ts";

/** All built-in rules, by name. */
export const rules: readonly Rule[] = [
  analysisTruncated,
  archiveLimit,
  credentialInUrl,
  hardcodedCredential,
  hardcodedSecretName,
  hardcodedVaultName,
  ineffectiveSecureSetting,
  longSecretChain,
  malformedExpression,
  missingConnectionReference,
  missingSecureInputs,
  missingSecureOutputs,
  nonReferenceConnection,
  pinnedSecretVersion,
  secretInCondition,
  secretInDataOperation,
  secretInLog,
  secretInMessage,
  secretInResponse,
  secretInUrl,
  secretInVariable,
  secretPersisted,
  secretToInsensitiveInput,
  unreadableFile,
  unresolvedReference,
  wholeSecretObject,
];

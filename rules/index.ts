// Generated from the folders in rules/: run `npm run generate`.
import type { Rule } from "../src/rule.ts";
import analysisTruncated from "./analysis-truncated/rule.ts";
import archiveLimit from "./archive-limit/rule.ts";
import broadVaultOperation from "./broad-vault-operation/rule.ts";
import credentialInOtherComponent from "./credential-in-other-component/rule.ts";
import credentialInUrl from "./credential-in-url/rule.ts";
import customConnectorCredential from "./custom-connector-credential/rule.ts";
import desktopContractMismatch from "./desktop-contract-mismatch/rule.ts";
import desktopHardcodedCredential from "./desktop-hardcoded-credential/rule.ts";
import desktopInsensitiveInput from "./desktop-insensitive-input/rule.ts";
import desktopSecretInCommandLine from "./desktop-secret-in-command-line/rule.ts";
import desktopSecretInLog from "./desktop-secret-in-log/rule.ts";
import desktopSecretOutput from "./desktop-secret-output/rule.ts";
import desktopSecretPersisted from "./desktop-secret-persisted/rule.ts";
import desktopSecretSent from "./desktop-secret-sent/rule.ts";
import desktopSensitiveDefault from "./desktop-sensitive-default/rule.ts";
import desktopSensitivityLost from "./desktop-sensitivity-lost/rule.ts";
import desktopUnprotectedTyping from "./desktop-unprotected-typing/rule.ts";
import directVaultCall from "./direct-vault-call/rule.ts";
import disabledCertificateCheck from "./disabled-certificate-check/rule.ts";
import duplicateConnectionReference from "./duplicate-connection-reference/rule.ts";
import hardcodedCredential from "./hardcoded-credential/rule.ts";
import hardcodedSecretName from "./hardcoded-secret-name/rule.ts";
import hardcodedVaultName from "./hardcoded-vault-name/rule.ts";
import incompleteDeploymentSettings from "./incomplete-deployment-settings/rule.ts";
import ineffectiveSecureSetting from "./ineffective-secure-setting/rule.ts";
import insecureUrlScheme from "./insecure-url-scheme/rule.ts";
import longSecretChain from "./long-secret-chain/rule.ts";
import malformedExpression from "./malformed-expression/rule.ts";
import malformedSecretReference from "./malformed-secret-reference/rule.ts";
import missingConnectionReference from "./missing-connection-reference/rule.ts";
import missingSecureInputs from "./missing-secure-inputs/rule.ts";
import missingSecureOutputs from "./missing-secure-outputs/rule.ts";
import nonReferenceConnection from "./non-reference-connection/rule.ts";
import openHttpTrigger from "./open-http-trigger/rule.ts";
import passwordConnection from "./password-connection/rule.ts";
import pinnedSecretVersion from "./pinned-secret-version/rule.ts";
import plaintextSecretVariable from "./plaintext-secret-variable/rule.ts";
import sameValueAcrossEnvironments from "./same-value-across-environments/rule.ts";
import secretEchoedInOutputs from "./secret-echoed-in-outputs/rule.ts";
import secretInCondition from "./secret-in-condition/rule.ts";
import secretInDataOperation from "./secret-in-data-operation/rule.ts";
import secretInDeploymentSettings from "./secret-in-deployment-settings/rule.ts";
import secretInLog from "./secret-in-log/rule.ts";
import secretInMessage from "./secret-in-message/rule.ts";
import secretInResponse from "./secret-in-response/rule.ts";
import secretInUrl from "./secret-in-url/rule.ts";
import secretInVariable from "./secret-in-variable/rule.ts";
import secretNameDrift from "./secret-name-drift/rule.ts";
import secretPersisted from "./secret-persisted/rule.ts";
import secretToInsensitiveInput from "./secret-to-insensitive-input/rule.ts";
import secretVariableAsParameter from "./secret-variable-as-parameter/rule.ts";
import sharedVault from "./shared-vault/rule.ts";
import shippedConnection from "./shipped-connection/rule.ts";
import shippedVariableValue from "./shipped-variable-value/rule.ts";
import suppressionWithoutReason from "./suppression-without-reason/rule.ts";
import undeclaredEnvironmentVariable from "./undeclared-environment-variable/rule.ts";
import unmanagedSolution from "./unmanaged-solution/rule.ts";
import unreadableFile from "./unreadable-file/rule.ts";
import unresolvedReference from "./unresolved-reference/rule.ts";
import unusedConnectionReference from "./unused-connection-reference/rule.ts";
import unusedEnvironmentVariable from "./unused-environment-variable/rule.ts";
import unusedSuppression from "./unused-suppression/rule.ts";
import vaultNameConvention from "./vault-name-convention/rule.ts";
import versionNotRaised from "./version-not-raised/rule.ts";
import wholeSecretObject from "./whole-secret-object/rule.ts";

/** All built-in rules, by name. */
export const rules: readonly Rule[] = [
  analysisTruncated,
  archiveLimit,
  broadVaultOperation,
  credentialInOtherComponent,
  credentialInUrl,
  customConnectorCredential,
  desktopContractMismatch,
  desktopHardcodedCredential,
  desktopInsensitiveInput,
  desktopSecretInCommandLine,
  desktopSecretInLog,
  desktopSecretOutput,
  desktopSecretPersisted,
  desktopSecretSent,
  desktopSensitiveDefault,
  desktopSensitivityLost,
  desktopUnprotectedTyping,
  directVaultCall,
  disabledCertificateCheck,
  duplicateConnectionReference,
  hardcodedCredential,
  hardcodedSecretName,
  hardcodedVaultName,
  incompleteDeploymentSettings,
  ineffectiveSecureSetting,
  insecureUrlScheme,
  longSecretChain,
  malformedExpression,
  malformedSecretReference,
  missingConnectionReference,
  missingSecureInputs,
  missingSecureOutputs,
  nonReferenceConnection,
  openHttpTrigger,
  passwordConnection,
  pinnedSecretVersion,
  plaintextSecretVariable,
  sameValueAcrossEnvironments,
  secretEchoedInOutputs,
  secretInCondition,
  secretInDataOperation,
  secretInDeploymentSettings,
  secretInLog,
  secretInMessage,
  secretInResponse,
  secretInUrl,
  secretInVariable,
  secretNameDrift,
  secretPersisted,
  secretToInsensitiveInput,
  secretVariableAsParameter,
  sharedVault,
  shippedConnection,
  shippedVariableValue,
  suppressionWithoutReason,
  undeclaredEnvironmentVariable,
  unmanagedSolution,
  unreadableFile,
  unresolvedReference,
  unusedConnectionReference,
  unusedEnvironmentVariable,
  unusedSuppression,
  vaultNameConvention,
  versionNotRaised,
  wholeSecretObject,
];

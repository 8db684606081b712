/**
 * The address of a service that takes a credential in its path, up to it.
 * Source: https://core.telegram.org/bots/api#making-requests, https://discord.com/developers/docs/resources/webhook#execute-webhook,
 * https://api.slack.com/messaging/webhooks, https://ifttt.com/maker_webhooks
 */
const upToCredential =
  /https:\/\/(?:api\.telegram\.org\/(?:file\/)?bot|(?:(?:canary|ptb)\.)?discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/[^/\s]{1,150}\/|hooks\.slack\.com\/services\/(?:[^/\s]{1,100}\/){2}|maker\.ifttt\.com\/trigger\/[^?\s]{1,150}\/with\/key\/)$/i;

/** Longest address in front of a credential in a path. */
const reach = 300;

/** Whether what goes on behind a text is a credential in the path of a URL, as the token of a bot is: `https://api.telegram.org/bot`. */
export function endsBeforeCredentialInPath(text: string): boolean {
  return upToCredential.test(text.slice(-reach));
}

/** Whether a text mentions one of these services. */
export function mayHaveCredentialInPath(text: string): boolean {
  return services.test(text);
}

const services = /https:\/\/(?:api\.telegram\.org|[a-z.]{0,7}discord(?:app)?\.com\/api|hooks\.slack\.com|maker\.ifttt\.com)\//i;

import type { Shape } from "./shape.ts";

/** Addresses that do something for everyone who knows them: there is no other sign-in. */
export const hookShapes: readonly Shape[] = [
  {
    id: "netlify-build-hook",
    label: "the address of a Netlify build hook",
    keywords: ["api.netlify.com/build_hooks/"],
    pattern: /api\.netlify\.com\/build_hooks\/(?<secret>[0-9a-f]{24})/,
    check: "not-placeholder",
    inUrl: true,
    source: "https://docs.netlify.com/configure-builds/build-hooks/",
  },
  {
    id: "vercel-deploy-hook",
    label: "the address of a Vercel deploy hook",
    keywords: ["api.vercel.com/v1/integrations/deploy/"],
    pattern: /api\.vercel\.com\/v1\/integrations\/deploy\/prj_[A-Za-z0-9]{28}\/(?<secret>[A-Za-z0-9]{10})/,
    check: "not-placeholder",
    inUrl: true,
    source: "https://vercel.com/docs/deploy-hooks",
  },
  {
    id: "airtable-webhook",
    label: "the address of an Airtable webhook",
    keywords: ["hooks.airtable.com/"],
    pattern: /hooks\.airtable\.com\/workflows\/v1\/genericWebhook\/app[A-Za-z0-9]{14}\/wfl[A-Za-z0-9]{14}\/(?<secret>wtr[A-Za-z0-9]{14})/,
    check: "not-placeholder",
    inUrl: true,
    source: "https://support.airtable.com/docs/when-webhook-received-trigger",
  },
  {
    id: "pagerduty-key",
    label: "a PagerDuty integration key",
    keywords: ["events.pagerduty.com/integration/"],
    pattern: /events\.pagerduty\.com\/integration\/(?<secret>[0-9a-f]{32})/,
    check: "not-placeholder",
    inUrl: true,
    source: "https://learn.microsoft.com/azure/service-health/service-health-alert-webhook-pagerduty",
  },
  {
    id: "victorops-key",
    label: "a Splunk On-Call (VictorOps) integration key",
    keywords: ["alert.victorops.com/integrations/generic/"],
    pattern: /alert\.victorops\.com\/integrations\/generic\/\d{8}\/alert\/(?<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/,
    check: "not-placeholder",
    inUrl: true,
    source: "https://docs.firehydrant.com/docs/splunk-on-call-victorops-integration",
  },
];

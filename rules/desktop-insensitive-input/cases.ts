import { desktopFlow, guidOf, keyVault } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const signIn = "SAP.SapLogin.SapLogInOptionSingle Client: $'''100''' Username: $'''orders''' Password: Code SapInstance=> Sap";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "an ordinary input is the password of an action",
      desktop: desktop("Sign in", { inputs: ["Code"] }, signIn),
      findings: [{ message: "used", at: "Code", level: "error", says: "Main:5", related: 1, repairs: ["mark 'Code' as sensitive"] }],
    },
    right: {
      name: "the input with the password is sensitive",
      desktop: desktop("Sign in", { inputs: ["Code"], sensitive: ["Code"] }, signIn),
    },
  },
  valid: [
    {
      name: "an input that a cloud flow fills with a secret: the call is the finding",
      solution: {
        flows: [
          flow(
            "Orders",
            keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
            desktopFlow("Run", "Sign in", { Code: "@outputs('Get_secret')?['body/value']" }),
          ),
        ],
        desktopFlows: [desktop("Sign in", { inputs: ["Code"] }, signIn)],
      },
    },
    {
      name: "an input that another desktop flow fills with its password",
      solution: {
        desktopFlows: [
          desktop("Sign in", { inputs: ["Code"] }, signIn),
          desktop(
            "Orders",
            { inputs: ["Password"], sensitive: ["Password"] },
            `External.RunFlow FlowId: '${guidOf("Sign in")}' @Code: Password`,
          ),
        ],
      },
    },
    {
      name: "an input that it surely signs in with, and that a cloud flow fills with what may be a secret",
      solution: {
        flows: [
          {
            ...flow("Orders", desktopFlow("Run", "Sign in", { Code: "@triggerBody()?['text']" })),
            trigger: buttonTrigger({ text: "Password" }),
          },
        ],
        desktopFlows: [desktop("Sign in", { inputs: ["Code"] }, signIn)],
      },
    },
    { name: "the name of a secret is none", desktop: desktop("Sign in", { inputs: ["SecretName"] }, "SET Name TO SecretName") },
    { name: "a subflow on its own does not say which variables are sensitive", solution: { files: { "readme.txt": signIn } } },
  ],
  invalid: [
    {
      name: "by way of a variable, in another desktop flow",
      solution: {
        desktopFlows: [
          desktop("Sign in", { inputs: ["Code"], sensitive: ["Code"] }, signIn),
          desktop("Orders", { inputs: ["Entry"] }, "SET Key TO Entry", `External.RunFlow FlowId: '${guidOf("Sign in")}' @Code: Key`),
        ],
      },
      findings: [{ message: "used", at: "Entry", in: "Orders" }],
    },
    {
      name: "an ordinary input is the connection string of a database",
      desktop: desktop("Orders", { inputs: ["Place"] }, "Database.Connect ConnectionString: Place Connection=> Connection"),
      findings: [
        { message: "connects", at: "Place", level: "warning", confidence: "medium", related: 1, repairs: ["mark 'Place' as sensitive"] },
      ],
    },
    {
      name: "an ordinary input holds all headers of a request, another one a tenant that one of them names",
      desktop: desktop(
        "Orders",
        { inputs: ["Lines", "Tenant"] },
        "SET Headers TO $'''X-Tenant: %Tenant%'''",
        "Web.InvokeWebService.InvokeWebService Url: $'''https://erp.contoso.com''' CustomHeaders: Headers Response=> R",
        "Web.InvokeWebService.InvokeWebService Url: $'''https://erp.contoso.com''' CustomHeaders: Lines Response=> R",
      ),
      findings: [{ message: "headers", at: "Lines", level: "warning", confidence: "medium", related: 1 }],
    },
    {
      name: "an ordinary input is the password of an action that nothing is known of",
      desktop: desktop("Orders", { inputs: ["Entry"] }, "Crm.SignIn.WithPassword User: $'''orders''' Password: Entry Session=> Session"),
      findings: [{ message: "used", at: "Entry", level: "warning", confidence: "medium", related: 1 }],
    },
    {
      name: "an ordinary input is the password of a connection string, another one its server",
      desktop: desktop(
        "Orders",
        { inputs: ["Server", "Entry"] },
        "Database.Connect ConnectionString: $'''Data Source=%Server%;User Id=app;Password=%Entry%''' Connection=> Connection",
      ),
      findings: [{ message: "used", at: "Entry", level: "error", says: "'Entry'" }],
    },
    {
      name: "ordinary inputs that a command line and a script give to an option for passwords, and one that they do not",
      desktop: desktop(
        "Orders",
        { inputs: ["First", "Second", "Area"] },
        "System.RunApplication.RunApplication ApplicationPath: App CommandLineArguments: $'''-area=%Area% -pw=%First%'''",
        "Scripting.RunPowershellScript.RunScript Script: $'''$s = ConvertTo-SecureString \"%Second%\" -AsPlainText -Force''' ScriptOutput=> Output",
      ),
      findings: [
        { message: "used", at: "First", says: "'First'" },
        { message: "used", at: "Second", says: "'Second'" },
      ],
    },
    {
      name: "an input that is named like a credential",
      desktop: desktop("Sign in", { inputs: ["UserPassword"] }, "SET Other TO $'''x'''"),
      findings: [
        { message: "named", at: "UserPassword", level: "warning", confidence: "medium", repairs: ["mark 'UserPassword' as sensitive"] },
      ],
    },
    {
      name: "an input that is named like a credential, and may be used as one",
      desktop: desktop("Orders", { inputs: ["Password"] }, "Database.Connect ConnectionString: Password Connection=> Connection"),
      findings: [{ message: "named", at: "Password", level: "warning", confidence: "medium", related: 1 }],
    },
  ],
});

/** An operation of a connector, as sample flows run it. */
export interface SampleOperation {
  readonly name: string;
  readonly connector: string;
  readonly operation: string;
  readonly parameters: readonly string[];
}

/** Operations that many flows have. */
export const operations: readonly [SampleOperation, ...SampleOperation[]] = [
  { name: "Get_items", connector: "shared_sharepointonline", operation: "GetItems", parameters: ["dataset", "table", "$filter", "$top"] },
  {
    name: "Update_item",
    connector: "shared_sharepointonline",
    operation: "PatchItem",
    parameters: ["dataset", "table", "id", "item/Title", "item/Status/Value", "item/Comment"],
  },
  {
    name: "List_rows",
    connector: "shared_commondataserviceforapps",
    operation: "ListRecords",
    parameters: ["entityName", "$select", "$filter", "fetchXml"],
  },
  {
    name: "Update_a_row",
    connector: "shared_commondataserviceforapps",
    operation: "UpdateRecord",
    parameters: ["entityName", "recordId", "item/name", "item/description", "item/statuscode"],
  },
  {
    name: "Add_a_new_row",
    connector: "shared_commondataserviceforapps",
    operation: "CreateRecord",
    parameters: ["entityName", "item/name", "item/emailaddress1", "item/telephone1"],
  },
  {
    name: "Send_an_email_(V2)",
    connector: "shared_office365",
    operation: "SendEmailV2",
    parameters: ["emailMessage/To", "emailMessage/Subject", "emailMessage/Body", "emailMessage/Importance"],
  },
  { name: "Get_user_profile_(V2)", connector: "shared_office365users", operation: "UserProfile_V2", parameters: ["id", "$select"] },
  {
    name: "Post_message",
    connector: "shared_teams",
    operation: "PostMessageToConversation",
    parameters: ["poster", "location", "body/recipient/groupId", "body/messageBody"],
  },
  { name: "Create_file", connector: "shared_onedriveforbusiness", operation: "CreateFile", parameters: ["folderPath", "name", "body"] },
  {
    name: "Add_a_row_into_a_table",
    connector: "shared_excelonlinebusiness",
    operation: "AddRowV2",
    parameters: ["source", "drive", "file", "table", "item/Order", "item/Amount"],
  },
];

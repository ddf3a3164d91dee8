#include "sandbox/schema.h"

#include <algorithm>
#include <span>

namespace every::sandbox {
namespace {

using enum ValueType;

// Marks: c calculated, e options elsewhere, r read only, u unique, $ shown as money, O an owner's id, C a
// company's id.
struct Row {
  std::string_view name, label;
  ValueType type = string;
  std::string_view field = "text";
  std::string_view marks = "";
};

constexpr Row kShared[] = {
    {"hs_object_id", "Record ID", number, "number", "ru"},
    {"createdate", "Create Date", datetime, "date", "r"},
    {"hs_lastmodifieddate", "Last Modified Date", datetime, "date", "r"},
    {"hs_createdate", "Object create date/time", datetime, "date", "r"},
    {"hubspot_owner_id", "Owner", enumeration, "select", "eO"},
    {"hubspot_team_id", "Team", enumeration, "select", "er"},
    {"hubspot_owner_assigneddate", "Owner assigned date", datetime, "date", "r"},
    {"hs_all_owner_ids", "All owner IDs", enumeration, "checkbox", "er"},
    {"hs_merged_object_ids", "Merged record IDs", enumeration, "checkbox", "r"},
    {"hs_object_source", "Record source detail", string, "text", "r"},
    {"hs_object_source_label", "Record source", enumeration, "select", "r"},
    {"hs_object_source_id", "Record source ID", string, "text", "r"},
    {"hs_created_by_user_id", "Created by user ID", number, "number", "r"},
    {"hs_updated_by_user_id", "Updated by user ID", number, "number", "r"},
    {"hs_was_imported", "Performed in an import", boolean, "booleancheckbox", "r"},
    {"hs_read_only", "Read only object", boolean, "booleancheckbox", "r"},
    {"hs_unique_creation_key", "Unique creation key", string, "text", "r"},
};
constexpr Row kContacts[] = {
    {"email", "Email", string, "text", "u"},
    {"hs_additional_emails", "Additional email addresses", enumeration, "checkbox", "r"},
    {"work_email", "Work email"},
    {"firstname", "First Name"},
    {"lastname", "Last Name"},
    {"salutation", "Salutation"},
    {"jobtitle", "Job Title"},
    {"phone", "Phone Number", phone_number, "phonenumber"},
    {"mobilephone", "Mobile Phone Number", phone_number, "phonenumber"},
    {"fax", "Fax Number"},
    {"hs_whatsapp_phone_number", "WhatsApp Phone Number", phone_number, "phonenumber"},
    {"company", "Company Name"},
    {"website", "Website URL"},
    {"address", "Street Address"},
    {"city", "City"},
    {"state", "State/Region"},
    {"zip", "Postal Code"},
    {"country", "Country/Region"},
    {"hs_country_region_code", "Country/Region Code"},
    {"hs_state_code", "State/Region Code"},
    {"hs_language", "Preferred language", enumeration, "select"},
    {"hs_timezone", "Time Zone", enumeration, "select"},
    {"lifecyclestage", "Lifecycle Stage", enumeration, "radio"},
    {"hs_lead_status", "Lead Status", enumeration, "radio"},
    {"associatedcompanyid", "Primary Associated Company ID", number, "number", "C"},
    {"hs_all_contact_vids", "All vids for a contact", enumeration, "checkbox", "r"},
    {"hs_calculated_merged_vids", "Merged vids with timestamps", enumeration, "checkbox", "cr"},
    {"hs_email_domain", "Email Domain", string, "text", "r"},
    {"hs_full_name_or_email", "Full name or email", string, "calculation_equation", "cr"},
    {"hs_email_optout", "Unsubscribed from all email", boolean, "booleancheckbox", "r"},
    {"hs_legal_basis", "Legal basis for processing", enumeration, "checkbox"},
    {"hs_marketable_status", "Marketing contact status", enumeration, "select", "r"},
    {"hs_is_contact", "Is a contact", boolean, "booleancheckbox", "r"},
    {"num_associated_deals", "Number of Associated Deals", number, "calculation_rollup", "cr"},
    {"total_revenue", "Total Revenue", number, "calculation_rollup", "cr$"},
    {"lastmodifieddate", "Last Modified Date", datetime, "date", "r"},
};
constexpr Row kCompanies[] = {
    {"name", "Company name"},
    {"domain", "Company Domain Name", string, "text", "u"},
    {"hs_additional_domains", "Additional Domains", enumeration, "checkbox", "r"},
    {"website", "Website URL"},
    {"phone", "Phone Number", phone_number, "phonenumber"},
    {"address", "Street Address"},
    {"address2", "Street Address 2"},
    {"city", "City"},
    {"state", "State/Region"},
    {"zip", "Postal Code"},
    {"country", "Country/Region"},
    {"hs_country_code", "Country/Region Code"},
    {"industry", "Industry", enumeration, "select"},
    {"type", "Type", enumeration, "select"},
    {"description", "Description", string, "textarea"},
    {"numberofemployees", "Number of Employees", number, "number"},
    {"annualrevenue", "Annual Revenue", number, "number", "$"},
    {"hs_annual_revenue_currency_code", "Annual Revenue Currency Code", enumeration, "select"},
    {"timezone", "Time Zone"},
    {"founded_year", "Year Founded"},
    {"linkedin_company_page", "LinkedIn Company Page"},
    {"lifecyclestage", "Lifecycle Stage", enumeration, "radio"},
    {"hs_lead_status", "Lead Status", enumeration, "radio"},
    {"hs_parent_company_id", "Parent Company", number, "number", "C"},
    {"hs_num_child_companies", "Number of child companies", number, "number", "r"},
    {"num_associated_contacts", "Number of Associated Contacts", number, "calculation_rollup", "cr"},
    {"num_associated_deals", "Number of Associated Deals", number, "calculation_rollup", "cr"},
    {"hs_num_open_deals", "Number of open deals", number, "calculation_rollup", "cr"},
    {"total_revenue", "Total Revenue", number, "calculation_rollup", "cr$"},
    {"recent_deal_amount", "Recent Deal Amount", number, "calculation_rollup", "cr$"},
};
constexpr Row kDeals[] = {
    {"dealname", "Deal Name"},
    {"amount", "Amount", number, "number", "$"},
    {"deal_currency_code", "Currency", enumeration, "select"},
    {"amount_in_home_currency", "Amount in company currency", number, "calculation_equation", "cr$"},
    {"hs_exchange_rate", "Exchange rate", number, "number", "r"},
    {"dealstage", "Deal Stage", enumeration, "radio", "e"},
    {"pipeline", "Pipeline", enumeration, "select", "e"},
    {"closedate", "Close Date", datetime, "date"},
    {"dealtype", "Deal Type", enumeration, "radio"},
    {"description", "Deal Description", string, "textarea"},
    {"hs_priority", "Priority", enumeration, "select"},
    {"hs_next_step", "Next step"},
    {"hs_is_closed", "Is Deal Closed?", boolean, "calculation_equation", "cr"},
    {"hs_is_closed_won", "Is Closed Won", boolean, "calculation_equation", "cr"},
    {"hs_closed_won_date", "Closed Won Date", datetime, "calculation_equation", "cr"},
    {"hs_closed_amount", "Closed Deal Amount", number, "calculation_equation", "cr$"},
    {"hs_closed_amount_in_home_currency", "Closed Deal Amount In Home Currency", number,
     "calculation_equation", "cr$"},
    {"hs_deal_stage_probability", "Deal probability", number, "number"},
    {"hs_forecast_amount", "Forecast amount", number, "number", "r$"},
    {"hs_projected_amount", "Weighted amount", number, "calculation_equation", "cr$"},
    {"hs_tcv", "Total contract value", number, "calculation_rollup", "cr$"},
    {"hs_acv", "Annual contract value", number, "calculation_rollup", "cr$"},
    {"hs_arr", "Annual recurring revenue", number, "calculation_rollup", "cr$"},
    {"hs_mrr", "Monthly recurring revenue", number, "calculation_rollup", "cr$"},
    {"hs_deal_amount_calculation_preference", "Deal amount calculation preference", enumeration, "select"},
    {"hs_num_of_associated_line_items", "Number of Associated Line Items", number, "calculation_rollup",
     "cr"},
    {"num_associated_contacts", "Number of Associated Contacts", number, "calculation_rollup", "cr"},
    {"closed_won_reason", "Closed Won Reason", string, "textarea"},
    {"closed_lost_reason", "Closed Lost Reason", string, "textarea"},
    {"days_to_close", "Days to close", number, "calculation_equation", "cr"},
    {"hs_all_collaborator_owner_ids", "Deal Collaborator", enumeration, "checkbox", "eO"},
    {"hs_manual_forecast_category", "Forecast category", enumeration, "select"},
    {"hs_is_deal_split", "Deal split added", boolean, "booleancheckbox", "r"},
};
constexpr Row kLineItems[] = {
    {"name", "Name"},
    {"description", "Description", string, "textarea"},
    {"hs_sku", "SKU"},
    {"quantity", "Quantity", number, "number"},
    {"price", "Unit price", number, "number", "$"},
    {"amount", "Net price", number, "calculation_equation", "cr$"},
    {"discount", "Unit discount", number, "number", "$"},
    {"hs_discount_percentage", "Discount percentage", number, "number"},
    {"hs_total_discount", "Total discount", number, "calculation_equation", "cr$"},
    {"hs_pre_discount_amount", "Pre discount amount", number, "calculation_equation", "cr$"},
    {"tax", "Tax", number, "number", "$"},
    {"hs_tax_rate_group_id", "Tax rate group ID", enumeration, "select", "e"},
    {"hs_line_item_currency_code", "Currency", enumeration, "select", "r"},
    {"hs_product_id", "Product ID", number, "number"},
    {"hs_product_type", "Product type", enumeration, "select"},
    {"hs_external_id", "External ID"},
    {"hs_url", "URL"},
    {"hs_position_on_quote", "Position on quote", number, "number"},
    {"recurringbillingfrequency", "Billing frequency", enumeration, "select"},
    {"hs_recurring_billing_period", "Term"},
    {"hs_recurring_billing_start_date", "Billing start date", date, "date"},
    {"hs_recurring_billing_end_date", "Billing end date", date, "date", "r"},
    {"hs_term_in_months", "Term in months", number, "number", "r"},
    {"hs_cost_of_goods_sold", "Unit cost", number, "number", "$"},
    {"hs_margin", "Margin", number, "calculation_equation", "cr$"},
    {"hs_tcv", "Total contract value", number, "calculation_equation", "cr$"},
    {"hs_acv", "Annual contract value", number, "calculation_equation", "cr$"},
    {"hs_arr", "Annual recurring revenue", number, "calculation_equation", "cr$"},
    {"hs_mrr", "Monthly recurring revenue", number, "calculation_equation", "cr$"},
};
constexpr Row kProducts[] = {
    {"name", "Name"},
    {"description", "Product description", string, "textarea"},
    {"price", "Unit price", number, "number", "$"},
    {"hs_sku", "SKU", string, "text", "u"},
    {"hs_cost_of_goods_sold", "Unit cost", number, "number", "$"},
    {"hs_product_type", "Product type", enumeration, "select"},
    {"hs_folder_id", "Folder", number, "number"},
    {"recurringbillingfrequency", "Recurring billing frequency", enumeration, "select"},
    {"hs_recurring_billing_period", "Term"},
    {"tax", "Tax", number, "number", "$"},
    {"hs_url", "URL"},
    {"hs_images", "Image URL"},
    {"hs_pricing_model", "Pricing model", enumeration, "select"},
    {"hs_tier_ranges", "Tier ranges", string, "textarea"},
    {"hs_tier_prices", "Tier prices", string, "textarea"},
};
constexpr Row kQuotes[] = {
    {"hs_title", "Quote Name"},
    {"hs_status", "Quote Status", enumeration, "select"},
    {"hs_expiration_date", "Expiration Date", datetime, "date"},
    {"hs_quote_number", "Reference Number"},
    {"hs_quote_amount", "Quote amount", number, "calculation_equation", "cr$"},
    {"hs_currency", "Currency", enumeration, "select"},
    {"hs_public_url_key", "Public URL key", string, "text", "r"},
    {"hs_quote_link", "Quote Link", string, "calculation_equation", "cr"},
    {"hs_language", "Quote Language", enumeration, "select"},
    {"hs_locale", "Quote Locale", enumeration, "select"},
    {"hs_locked", "Locked", boolean, "booleancheckbox", "r"},
    {"hs_sender_firstname", "Sender First Name"},
    {"hs_sender_lastname", "Sender Last Name"},
    {"hs_sender_email", "Sender Email"},
    {"hs_sender_company_name", "Sender Company Name"},
};

std::vector<std::pair<std::string, std::string>> options_of(std::string_view name) {
  if (name == "lifecyclestage")
    return {{"subscriber", "Subscriber"},
            {"lead", "Lead"},
            {"marketingqualifiedlead", "Marketing Qualified Lead"},
            {"salesqualifiedlead", "Sales Qualified Lead"},
            {"opportunity", "Opportunity"},
            {"customer", "Customer"},
            {"evangelist", "Evangelist"},
            {"other", "Other"}};
  if (name == "hs_lead_status")
    return {{"NEW", "New"},
            {"OPEN", "Open"},
            {"IN_PROGRESS", "In Progress"},
            {"OPEN_DEAL", "Open Deal"},
            {"UNQUALIFIED", "Unqualified"},
            {"ATTEMPTED_TO_CONTACT", "Attempted to Contact"},
            {"CONNECTED", "Connected"},
            {"BAD_TIMING", "Bad Timing"}};
  if (name == "industry")
    return {{"COMPUTER_SOFTWARE", "Computer Software"},
            {"DESIGN", "Design"},
            {"CONSTRUCTION", "Construction"},
            {"LOGISTICS_AND_SUPPLY_CHAIN", "Logistics and Supply Chain"},
            {"RETAIL", "Retail"},
            {"HOSPITAL_HEALTH_CARE", "Hospital & Health Care"},
            {"RENEWABLES_ENVIRONMENT", "Renewables & Environment"},
            {"FOOD_BEVERAGES", "Food & Beverages"}};
  if (name == "dealtype") return {{"newbusiness", "New Business"}, {"existingbusiness", "Existing Business"}};
  if (name == "hs_priority") return {{"low", "Low"}, {"medium", "Medium"}, {"high", "High"}};
  if (name == "recurringbillingfrequency")
    return {{"weekly", "Weekly"},
            {"biweekly", "Every two weeks"},
            {"monthly", "Monthly"},
            {"quarterly", "Quarterly"},
            {"per_six_months", "Semi-annually"},
            {"annually", "Annually"},
            {"per_two_years", "Every two years"}};
  if (name == "hs_marketable_status")
    return {{"true", "Marketing contact"}, {"false", "Non-marketing contact"}};
  if (name == "type")
    return {{"PROSPECT", "Prospect"},
            {"PARTNER", "Partner"},
            {"RESELLER", "Reseller"},
            {"VENDOR", "Vendor"},
            {"OTHER", "Other"}};
  if (name == "hs_language")
    return {{"en", "English"},
            {"de", "German"},
            {"fr", "French"},
            {"es", "Spanish"},
            {"pt-br", "Portuguese - Brazil"},
            {"ja", "Japanese"},
            {"ar", "Arabic"},
            {"hi", "Hindi"},
            {"ru", "Russian"},
            {"el", "Greek"},
            {"he", "Hebrew"}};
  if (name == "deal_currency_code" || name == "hs_line_item_currency_code" || name == "hs_currency")
    return {{"EUR", "Euro"},         {"USD", "US Dollar"},     {"GBP", "British Pound"},
            {"JPY", "Japanese Yen"}, {"KWD", "Kuwaiti Dinar"}, {"CHF", "Swiss Franc"}};
  if (name == "hs_status")
    return {{"DRAFT", "Draft"},
            {"PENDING_APPROVAL", "Pending approval"},
            {"APPROVED", "Approved"},
            {"REJECTED", "Rejected"},
            {"APPROVAL_NOT_NEEDED", "Published"}};
  if (name == "hs_object_source_label")
    return {{"CRM_UI", "CRM UI"}, {"IMPORT", "Import"}, {"INTEGRATION", "Integration"}, {"FORM", "Form"}};
  return {};
}

PropertyDefinition from(const Row& row, Kind kind, std::string_view group) {
  const auto marked = [&](char mark) { return row.marks.find(mark) != std::string_view::npos; };
  PropertyDefinition d;
  d.name = row.name;
  d.label = row.label;
  d.group = group;
  d.field_type = row.field;
  d.type = row.type;
  d.calculated = marked('c');
  d.external_options = marked('e');
  d.read_only = marked('r');
  d.unique = marked('u');
  d.currency_symbol = marked('$');
  if (marked('O')) d.referenced_object = "OWNER";
  if (marked('C')) d.referenced_object = "COMPANY";
  if (marked('$') && kind == Kind::deal && row.name.find("home") == std::string_view::npos)
    d.currency_property = "deal_currency_code";
  if (row.type == boolean) d.options = {{"true", "True"}, {"false", "False"}};
  if (row.type == enumeration && !d.external_options) d.options = options_of(row.name);
  return d;
}

std::span<const Row> rows(Kind kind) {
  switch (kind) {
    case Kind::contact:
      return kContacts;
    case Kind::company:
      return kCompanies;
    case Kind::deal:
      return kDeals;
    case Kind::line_item:
      return kLineItems;
    case Kind::product:
      return kProducts;
    case Kind::quote:
      break;
  }
  return kQuotes;
}

}  // namespace

std::string_view name(ValueType type) {
  switch (type) {
    case number:
      return "number";
    case boolean:
      return "bool";
    case enumeration:
      return "enumeration";
    case date:
      return "date";
    case datetime:
      return "datetime";
    case phone_number:
      return "phone_number";
    case string:
      break;
  }
  return "string";
}

std::string_view group_label(std::string_view group) {
  static constexpr std::pair<std::string_view, std::string_view> kLabels[] = {
      {"contactinformation", "Contact information"}, {"companyinformation", "Company information"},
      {"dealinformation", "Deal information"},       {"lineiteminformation", "Line item information"},
      {"productinformation", "Product information"}, {"quoteinformation", "Quote information"}};
  for (const auto& [name, label] : kLabels)
    if (name == group) return label;
  return group;
}

std::vector<PropertyDefinition> catalogue(Kind kind) {
  static constexpr std::string_view kGroups[] = {"contactinformation", "companyinformation",
                                                 "dealinformation",    "lineiteminformation",
                                                 "productinformation", "quoteinformation"};
  const std::string_view group = kGroups[index(kind)];
  std::vector<PropertyDefinition> all;
  for (const Row& row : rows(kind)) all.push_back(from(row, kind, group));
  for (const Row& row : kShared) all.push_back(from(row, kind, group));
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return all;
}

}  // namespace every::sandbox

// Account, properties, pipelines, owners: small answers, read once a run.
#include <algorithm>
#include <tuple>

#include "hubspot/endpoints.h"
#include "hubspot/parse_detail.h"

namespace every::hubspot {
namespace {

using namespace detail;
namespace dom = simdjson::dom;

sync::PropertyDefinition read_property(dom::object object) {
  sync::PropertyDefinition definition;
  definition.name = text_at(object, "name");
  definition.label = text_at(object, "label");
  definition.type = text_at(object, "type");
  definition.field_type = text_at(object, "fieldType");
  definition.referenced_object_type = text_at(object, "referencedObjectType");
  definition.currency_property = text_at(object, "currencyPropertyName");
  definition.calculated = true_at(object, "calculated");
  // Sensitive values are never asked for, so they are never offered either.
  const std::string sensitivity = text_at(object, "dataSensitivity");
  definition.hidden = true_at(object, "hidden") || !(sensitivity.empty() || sensitivity == "non_sensitive");
  dom::array options;
  if (object.at_key("options").get(options) == simdjson::SUCCESS)
    for (const dom::object option : options)
      definition.options.emplace_back(text_at(option, "value"), text_at(option, "label"));
  return definition;
}

domain::Stage read_stage(dom::object object) {
  domain::Stage stage;
  stage.id = text_at(object, "id");
  stage.label = text_at(object, "label");
  stage.display_order = static_cast<int>(integer_at(object, "displayOrder"));
  stage.archived = true_at(object, "archived");
  dom::object metadata;
  if (object.at_key("metadata").get(metadata) == simdjson::SUCCESS) {
    stage.is_closed = true_at(metadata, "isClosed");
    stage.probability = Decimal::parse(text_at(metadata, "probability"));
  }
  if (stage.id.empty()) throw WrongShape{"a stage has no id"};
  return stage;
}

domain::Pipeline read_pipeline(dom::object object) {
  domain::Pipeline pipeline;
  pipeline.id = text_at(object, "id");
  pipeline.label = text_at(object, "label");
  pipeline.display_order = static_cast<int>(integer_at(object, "displayOrder"));
  pipeline.archived = true_at(object, "archived");
  dom::array stages;
  if (pipeline.id.empty() || object.at_key("stages").get(stages) != simdjson::SUCCESS)
    throw WrongShape{"a pipeline is incomplete"};
  for (const dom::object stage : stages) pipeline.stages.push_back(read_stage(stage));
  std::sort(pipeline.stages.begin(), pipeline.stages.end(), [](const auto& a, const auto& b) {
    return std::tie(a.display_order, a.label, a.id) < std::tie(b.display_order, b.label, b.id);
  });
  return pipeline;
}

}  // namespace

Result<sync::Account> parse_account(std::string_view body) {
  return read_tree<sync::Account>(body, [](dom::object object) {
    sync::Account account;
    account.portal_id = text_at(object, "portalId");
    account.name = text_at(object, "portalName");
    account.ui_domain = text_at(object, "uiDomain");
    account.currency = text_at(object, "companyCurrency");
    account.time_zone = text_at(object, "timeZone");
    account.account_type = text_at(object, "accountType");
    if (!is_record_id(account.portal_id)) throw WrongShape{"the account has no id"};
    return account;
  });
}

Result<std::vector<sync::PropertyDefinition>> parse_properties(std::string_view body) {
  return read_tree<std::vector<sync::PropertyDefinition>>(body, [](dom::object object) {
    std::vector<sync::PropertyDefinition> out;
    for (const dom::object property : results_of(object))
      if (auto definition = read_property(property); !definition.name.empty())
        out.push_back(std::move(definition));
    return out;
  });
}

Result<std::vector<TaxRate>> parse_tax_rates(std::string_view body) {
  return read_tree<std::vector<TaxRate>>(body, [](dom::object object) {
    std::vector<TaxRate> out;
    for (const dom::object one : results_of(object)) {
      TaxRate rate;
      rate.id = text_at(one, "id");
      rate.label = text_at(one, "name");
      rate.active = true_at(one, "active");
      const auto value = Decimal::parse(text_at(one, "percentageRate"));
      if (!value || rate.id.empty()) throw WrongShape{"a tax rate is incomplete"};
      rate.percent = *value;
      out.push_back(std::move(rate));
    }
    return out;
  });
}

Result<std::vector<domain::Pipeline>> parse_pipelines(std::string_view body) {
  return read_tree<std::vector<domain::Pipeline>>(body, [](dom::object object) {
    std::vector<domain::Pipeline> out;
    for (const dom::object pipeline : results_of(object)) out.push_back(read_pipeline(pipeline));
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
      return std::tie(a.display_order, a.label, a.id) < std::tie(b.display_order, b.label, b.id);
    });
    return out;
  });
}

Result<ListsPage> parse_lists(std::string_view body) {
  return read_tree<ListsPage>(body, [](dom::object object) {
    ListsPage page;
    for (const dom::object list : results_of(object)) {
      if (!text_at(list, "deletedAt").empty()) continue;
      sync::RecordList out{.id = text_at(list, "listId"), .name = text_at(list, "name")};
      if (!is_record_id(out.id)) throw WrongShape{"a list has no id"};
      const std::string of = text_at(list, "objectTypeId");
      for (const sync::ObjectType type : sync::kObjectTypes)
        if (type_id(type) == of) out.type = type;
      out.complete = text_at(list, "processingStatus") == "COMPLETE";
      page.lists.push_back(std::move(out));
    }
    page.next = next_of(object);
    return page;
  });
}

Result<MembersPage> parse_members(std::string_view body) {
  return read_tree<MembersPage>(body, [](dom::object object) {
    MembersPage page;
    for (const dom::object member : results_of(object)) {
      std::string id = text_at(member, "recordId");
      if (!is_record_id(id)) throw WrongShape{"a member has no id"};
      page.ids.push_back(std::move(id));
    }
    page.next = next_of(object);
    return page;
  });
}

Result<OwnersPage> parse_owners(std::string_view body) {
  return read_tree<OwnersPage>(body, [](dom::object object) {
    OwnersPage page;
    for (const dom::object owner : results_of(object)) {
      const std::string id = text_at(owner, "id");
      if (id.empty()) throw WrongShape{"an owner has no id"};
      page.owners.push_back({.id = id,
                             .email = text_at(owner, "email"),
                             .first_name = text_at(owner, "firstName"),
                             .last_name = text_at(owner, "lastName"),
                             .archived = true_at(owner, "archived")});
    }
    page.next = next_of(object);
    return page;
  });
}

}  // namespace every::hubspot

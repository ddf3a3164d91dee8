#include "domain/mapping.h"

#include "base/sentence.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

Mapping read(const char* text, std::vector<FieldError>* problems = nullptr) {
  const json::value body = *parse_json(text);
  Fields in(body, "/mapping");
  Mapping out = read_mapping(in);
  const Status status = in.finish();
  if (problems != nullptr && !status.ok()) *problems = status.error().fields;
  if (problems == nullptr) {
    EXPECT_TRUE(status.ok()) << status.error().detail;
  }
  return out;
}

TEST(Mapping, TheStandardOneIsTheDefaultAndSurvivesBeingWrittenDown) {
  const Mapping& standard = standard_mapping();
  EXPECT_EQ(mapping_from(""), standard);
  EXPECT_EQ(mapping_from("{not json"), standard);
  EXPECT_EQ(mapping_from(json::serialize(to_json(standard))), standard);
  EXPECT_EQ(read("{}"), standard) << "what is not said is as usual";
}

TEST(Mapping, GoesThroughItsJsonAndBack) {
  const Mapping mapping = read(R"({
    "companies": [
      {"properties": ["name"], "field": "name"},
      {"properties": ["vat_number", "tax_no"], "field": "taxId", "transform": "upper", "mode": "if_empty"}],
    "stages": [{"pipeline": "p", "stage": "s", "group": "won"}]})");
  ASSERT_EQ(mapping.company.size(), 2U);
  EXPECT_EQ(mapping.company[1].properties, (std::vector<std::string>{"vat_number", "tax_no"}));
  EXPECT_EQ(mapping.company[1].transform, Transform::upper);
  EXPECT_EQ(mapping.company[1].mode, WriteMode::if_empty);
  EXPECT_EQ(mapping.group("p", "s"), StageGroup::won);
  EXPECT_FALSE(mapping.group("p", "t"));
  EXPECT_EQ(mapping_from(json::serialize(to_json(mapping))), mapping);
}

TEST(Mapping, WhatCannotBeIsRefusedWithAPointer) {
  struct Case {
    const char *body, *pointer, *code;
  };
  const Case cases[] = {
      {R"({"companies":[{"properties":["x"],"field":"colour"}]})", "/mapping/companies/0/field",
       "no_such_field"},
      {R"({"companies":[{"properties":["x"],"field":"name"},{"properties":["y"],"field":"name"}]})",
       "/mapping/companies/1/field", "twice"},
      {R"({"companies":[{"properties":[],"field":"name"}]})", "/mapping/companies/0/properties", "required"},
      {R"({"companies":[{"properties":["x"],"field":"name","transform":"eval"}]})",
       "/mapping/companies/0/transform", "range"},
      {R"({"contacts":[{"properties":["work_email"],"field":"email"},
                       {"properties":["hs_additional_emails"],"field":"emails"}]})",
       "/mapping/contacts/0/field", "fixed"},
      {R"({"contacts":[]})", "/mapping/contacts", "required"},
      {R"({"deals":[{"properties":["dealname"],"field":"name"}]})", "/mapping/deals", "required"},
      {R"({"stages":[{"pipeline":"p","stage":"s","group":"won"},{"pipeline":"p","stage":"s","group":"lost"}]})",
       "/mapping/stages/1/stage", "twice"},
  };
  for (const Case& c : cases) {
    std::vector<FieldError> problems;
    read(c.body, &problems);
    ASSERT_FALSE(problems.empty()) << c.body;
    EXPECT_EQ(problems[0].pointer, c.pointer) << c.body;
    if (std::string_view(c.code) != "range") {
      EXPECT_EQ(problems[0].code, c.code) << c.body;
    }
  }
}

TEST(Mapping, APropertyHasToFitItsField) {
  struct Case {
    MappedObject object;
    Field field;
    Transform transform;
    const char* type;
    bool fits;
  };
  const Case cases[] = {
      {MappedObject::contact, Field::phone, Transform::trim, "string", true},
      {MappedObject::contact, Field::phone, Transform::phone, "phone_number", true},
      {MappedObject::contact, Field::phone, Transform::trim, "number", false},
      {MappedObject::contact, Field::phone, Transform::number, "number", true},
      {MappedObject::contact, Field::job_title, Transform::label, "enumeration", true},
      {MappedObject::contact, Field::job_title, Transform::label, "string", false},
      {MappedObject::contact, Field::job_title, Transform::trim, "bool", false},
      {MappedObject::contact, Field::job_title, Transform::trim, "datetime", false},
      {MappedObject::contact, Field::job_title, Transform::date, "datetime", true},
      {MappedObject::company, Field::country, Transform::country, "string", true},
      {MappedObject::company, Field::country, Transform::country, "number", false},
      {MappedObject::deal, Field::amount, Transform::trim, "number", true},
      {MappedObject::deal, Field::amount, Transform::trim, "string", false},
      {MappedObject::deal, Field::amount, Transform::number, "string", true},
      {MappedObject::deal, Field::close_date, Transform::trim, "date", true},
      {MappedObject::deal, Field::close_date, Transform::trim, "datetime", true},
      {MappedObject::deal, Field::close_date, Transform::trim, "number", false},
      {MappedObject::deal, Field::name, Transform::trim, "object_coordinates", false},
  };
  for (const Case& c : cases)
    EXPECT_EQ(misfit(c.object, {{"x"}, c.field, c.transform, WriteMode::overwrite}, c.type).empty(), c.fits)
        << name(c.transform) << " of " << c.type << " into " << static_cast<int>(c.field);
}

TEST(Mapping, ProblemsAreSaidAsAPersonWouldAndPointAtTheProperty) {
  const Mapping mapping = read(R"({"companies": [
      {"properties": ["annualrevenue"], "field": "phone"},
      {"properties": ["name", "nowhere"], "field": "name"},
      {"properties": ["ssn"], "field": "taxId"}]})");
  const PropertyTypes types = {{MappedObject::company,
                                {{"annualrevenue", {"Annual revenue", "number", true}},
                                 {"name", {"Company name", "string", true}},
                                 {"ssn", {"SSN", "string", false}}}}};
  const auto problems = mapping_problems(mapping, types, "/mapping");
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].pointer, "/mapping/companies/0/properties/0");
  EXPECT_EQ(problems[0].code, "field_type");
  EXPECT_EQ(english(problems[0].detail), "\"Annual revenue\" is a number; \"Phone\" holds text.");
  EXPECT_EQ(problems[1].pointer, "/mapping/companies/1/properties/1");
  EXPECT_EQ(problems[2].code, "not_readable");
}

TEST(Mapping, WhatIsOverwrittenIsLockedAndNothingElse) {
  EXPECT_EQ(locked_contact_fields(standard_mapping()),
            (std::vector<std::string>{"address.city", "address.country", "address.postalCode",
                                      "address.region", "address.street", "email", "emails", "firstName",
                                      "jobTitle", "lastName", "mobile", "phone"}));
  EXPECT_EQ(locked_client_fields(standard_mapping(), true),
            (std::vector<std::string>{"address.city", "address.country", "address.postalCode",
                                      "address.region", "address.street", "email", "name", "phone"}));
  const Mapping mapping = read(R"({"contacts": [
      {"properties": ["email"], "field": "email"}, {"properties": ["hs_additional_emails"], "field": "emails"},
      {"properties": ["firstname"], "field": "firstName", "mode": "if_empty"},
      {"properties": ["mobilephone", "phone"], "field": "mobile"}]})");
  EXPECT_EQ(locked_contact_fields(mapping), (std::vector<std::string>{"email", "emails", "mobile"}));
  EXPECT_EQ(locked_client_fields(mapping, true), (std::vector<std::string>{"email", "name", "phone"}));
}

}  // namespace
}  // namespace every::domain

// XML that is described once and goes both ways. A description (render/ubl.cpp, render/cii.cpp) names the
// elements of a document in their order, with the member that each one holds; Xml then writes a document from
// it, or reads one into it. Names have their prefix ("cbc:ID"); the prefixes are those given to the
// constructor, whatever the file that is read calls them.
//
// Files from outside are read without network, external entities or a DTD.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "domain/einvoice.h"

struct _xmlNode;

namespace every::render {

struct XmlNamespace {
  const char *prefix, *uri;
};

// Only an element with a child (or a child's child, "cac:TaxScheme/cbc:ID") of this text, or without it.
struct XmlWhere {
  const char* path = nullptr;
  const char* text = nullptr;
  bool holds = true;
};

class Xml {
 public:
  using Where = XmlWhere;
  struct Attribute {
    const char* name;
    std::string* value;
  };
  // How a decimal is written: an amount has two digits at least, a number only those that it needs.
  enum class Digits { amount, number };

  // To write: `root` as "prefix:Name".
  Xml(std::vector<XmlNamespace> namespaces, const char* root);
  ~Xml();
  Xml(const Xml&) = delete;

  // To read. Error: validation, when it is not well-formed XML or has a DTD.
  static Result<std::unique_ptr<Xml>> parse(std::string_view bytes, std::vector<XmlNamespace> namespaces);
  // To read an element of another document that lives longer.
  Xml(std::vector<XmlNamespace> namespaces, _xmlNode* root);

  bool reading() const { return reading_; }
  std::string root_name() const;  // without prefix
  _xmlNode* here() const { return here_; }
  std::string written() const;  // the bytes, UTF-8 with declaration

  // Nothing is written for an empty text or a missing amount.
  void text(const char* name, std::string& value, std::initializer_list<Attribute> attributes = {});
  void amount(const char* name, domain::einvoice::Amount& value, Digits digits,
              std::initializer_list<Attribute> attributes = {});
  // The text of the element itself, inside a group or list.
  void self(std::string& value, std::initializer_list<Attribute> attributes = {});
  void self(domain::einvoice::Amount& value, std::initializer_list<Attribute> attributes = {});
  // Constants are written and not read; a group with nothing else is left out.
  void fixed(const char* name, const char* value);

  template <class Body>
  void group(const char* name, Body&& body, Where where = {}) {
    bool present = false;
    group(name, present, std::forward<Body>(body), where);
  }
  // `present`: the group is there although nothing is in it.
  template <class Body>
  void group(const char* name, bool& present, Body&& body, Where where = {}) {
    if (reading_) {
      const auto found = children(name, where);
      if (found.empty()) return;
      present = true;
      inside(found.front(), body);
      return;
    }
    const std::size_t before = content_;
    _xmlNode* made = add(name);
    inside(made, body);
    if (content_ == before && !present) drop(made);
  }
  template <class T, class Body>
  void list(const char* name, std::vector<T>& all, Body&& body, Where where = {}) {
    if (reading_) {
      for (_xmlNode* node : children(name, where)) {
        all.emplace_back();
        inside(node, [&] { body(all.back()); });
      }
      return;
    }
    for (T& one : all) {
      ++content_;
      inside(add(name), [&] { body(one); });
    }
  }

 private:
  template <class Body>
  void inside(_xmlNode* node, Body&& body) {
    _xmlNode* outer = std::exchange(here_, node);
    body();
    here_ = outer;
  }
  std::vector<_xmlNode*> children(const char* name, Where where = {}) const;
  std::vector<_xmlNode*> children_of(_xmlNode* node, std::string_view name) const;
  bool fits(_xmlNode* node, Where where) const;
  _xmlNode* add(const char* name);
  void drop(_xmlNode* node);
  void put_attributes(_xmlNode* node, std::initializer_list<Attribute> attributes);

  struct Owned;
  std::unique_ptr<Owned> owned_;
  std::vector<XmlNamespace> namespaces_;
  bool reading_ = false;
  _xmlNode* root_ = nullptr;
  _xmlNode* here_ = nullptr;
  std::size_t content_ = 0;  // what was written that is not a constant
};

}  // namespace every::render

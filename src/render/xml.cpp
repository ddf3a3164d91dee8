#include "render/xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "base/text.h"
#include "render/characters.h"

namespace every::render {
namespace {

const xmlChar* x(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}
const xmlChar* x(const std::string& text) {
  return x(text.c_str());
}
std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

std::string content_of(xmlNode* node) {
  xmlChar* content = xmlNodeGetContent(node);
  std::string out(trim(view(content)));
  xmlFree(content);
  return out;
}

std::string attribute_of(xmlNode* node, const char* name) {
  xmlChar* content = xmlGetNoNsProp(node, x(name));
  std::string out(trim(view(content)));
  xmlFree(content);
  return out;
}

// XML 1.0 has no place for most control characters, not even escaped.
std::string printable(const std::string& text) {
  std::string out;
  for (const char c : interchangeable(text))
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out.push_back(c);
  return out;
}

std::string spelled(Decimal value, Xml::Digits digits) {
  std::string out = value.text();
  if (digits == Xml::Digits::number) return out;
  const std::size_t point = out.find('.');
  if (point == std::string::npos) return out + ".00";
  if (out.size() - point == 2) out.push_back('0');
  return out;
}

}  // namespace

struct Xml::Owned {
  xmlDoc* document = nullptr;
  ~Owned() { xmlFreeDoc(document); }
};

Xml::Xml(std::vector<XmlNamespace> namespaces, const char* root)
    : owned_(std::make_unique<Owned>()), namespaces_(std::move(namespaces)) {
  owned_->document = xmlNewDoc(x("1.0"));
  const std::string_view name(root);
  const std::size_t colon = name.find(':');
  root_ = xmlNewDocNode(owned_->document, nullptr, x(std::string(name.substr(colon + 1))), nullptr);
  xmlDocSetRootElement(owned_->document, root_);
  for (const XmlNamespace& ns : namespaces_) {
    xmlNs* made = xmlNewNs(root_, x(ns.uri), *ns.prefix == '\0' ? nullptr : x(ns.prefix));
    if (name.substr(0, colon) == ns.prefix) xmlSetNs(root_, made);
  }
  here_ = root_;
}

Xml::Xml(std::vector<XmlNamespace> namespaces, _xmlNode* root)
    : namespaces_(std::move(namespaces)), reading_(true), root_(root), here_(root) {}

Xml::~Xml() = default;

Result<std::unique_ptr<Xml>> Xml::parse(std::string_view bytes, std::vector<XmlNamespace> namespaces) {
  auto owned = std::make_unique<Owned>();
  owned->document =
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  if (owned->document == nullptr) return Error(Code::validation, "This is not well-formed XML.");
  if (owned->document->intSubset != nullptr)
    return Error(Code::validation, "An e-invoice has no document type definition.");
  auto xml = std::make_unique<Xml>(std::move(namespaces), xmlDocGetRootElement(owned->document));
  xml->owned_ = std::move(owned);
  return xml;
}

std::string Xml::root_name() const {
  return std::string(view(root_->name));
}

std::string Xml::written() const {
  xmlChar* bytes = nullptr;
  int size = 0;
  xmlDocDumpFormatMemoryEnc(owned_->document, &bytes, &size, "UTF-8", 1);
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  xmlFree(bytes);
  return out;
}

std::vector<_xmlNode*> Xml::children_of(_xmlNode* node, std::string_view name) const {
  const std::size_t colon = name.find(':');
  const std::string_view prefix = name.substr(0, colon), local = name.substr(colon + 1);
  std::string_view uri;
  for (const XmlNamespace& ns : namespaces_)
    if (prefix == ns.prefix) uri = ns.uri;
  std::vector<_xmlNode*> out;
  for (xmlNode* child = node->children; child != nullptr; child = child->next)
    if (child->type == XML_ELEMENT_NODE && view(child->name) == local && child->ns != nullptr &&
        view(child->ns->href) == uri)
      out.push_back(child);
  return out;
}

bool Xml::fits(_xmlNode* node, Where where) const {
  if (where.path == nullptr) return true;
  const std::string_view path(where.path);
  const std::size_t slash = path.find('/');
  for (xmlNode* child : children_of(node, path.substr(0, slash))) {
    if (slash == std::string_view::npos) {
      if (content_of(child) == where.text) return where.holds;
      continue;
    }
    for (xmlNode* grandchild : children_of(child, path.substr(slash + 1)))
      if (content_of(grandchild) == where.text) return where.holds;
  }
  return !where.holds;
}

std::vector<_xmlNode*> Xml::children(const char* name, Where where) const {
  std::vector<_xmlNode*> out;
  for (xmlNode* child : children_of(here_, name))
    if (fits(child, where)) out.push_back(child);
  return out;
}

_xmlNode* Xml::add(const char* name) {
  const std::string_view full(name);
  const std::size_t colon = full.find(':');
  xmlNs* ns = xmlSearchNs(owned_->document, here_, x(std::string(full.substr(0, colon))));
  return xmlNewChild(here_, ns, x(std::string(full.substr(colon + 1))), nullptr);
}

void Xml::drop(_xmlNode* node) {
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

void Xml::put_attributes(_xmlNode* node, std::initializer_list<Attribute> attributes) {
  for (const Attribute& a : attributes)
    if (!a.value->empty()) xmlNewProp(node, x(a.name), x(printable(*a.value)));
}

void Xml::self(std::string& value, std::initializer_list<Attribute> attributes) {
  if (reading_) {
    value = content_of(here_);
    for (const Attribute& a : attributes) *a.value = attribute_of(here_, a.name);
    return;
  }
  xmlNodeAddContent(here_, x(printable(value)));
  put_attributes(here_, attributes);
}

void Xml::self(domain::einvoice::Amount& value, std::initializer_list<Attribute> attributes) {
  std::string spelling = value && !reading_ ? spelled(*value, Digits::amount) : std::string();
  self(spelling, attributes);
  if (reading_) value = Decimal::parse(spelling);
}

void Xml::text(const char* name, std::string& value, std::initializer_list<Attribute> attributes) {
  if (reading_) {
    const auto found = children(name);
    if (!found.empty()) inside(found.front(), [&] { self(value, attributes); });
    return;
  }
  if (value.empty()) return;
  ++content_;
  inside(add(name), [&] { self(value, attributes); });
}

void Xml::amount(const char* name, domain::einvoice::Amount& value, Digits digits,
                 std::initializer_list<Attribute> attributes) {
  std::string spelling = value && !reading_ ? spelled(*value, digits) : std::string();
  text(name, spelling, attributes);
  if (reading_) value = Decimal::parse(spelling);
}

void Xml::fixed(const char* name, const char* value) {
  if (!reading_) xmlNodeAddContent(add(name), x(value));
}

}  // namespace every::render

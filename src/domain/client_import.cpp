#include "domain/client_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/country.h"
#include "base/sentence.h"
#include "base/text.h"
#include "domain/matching.h"

namespace every::domain {
namespace {

constexpr ImportField kFields[] = {
    {"name", "Client name"},
    {"kind", "Company or person"},
    {"legalName", "Legal name"},
    {"email", "Email"},
    {"phone", "Phone"},
    {"website", "Website"},
    {"taxId", "Tax ID"},
    {"street", "Street"},
    {"street2", "Street, second line"},
    {"city", "City"},
    {"region", "State or region"},
    {"postalCode", "Postal code"},
    {"country", "Country"},
    {"currency", "Currency"},
    {"paymentTermsDays", "Payment terms in days"},
    {"tags", "Tags"},
    {"contactName", "Contact name"},
    {"contactFirstName", "Contact first name"},
    {"contactLastName", "Contact last name"},
    {"contactEmail", "Contact email"},
    {"contactPhone", "Contact phone"},
    {"contactJobTitle", "Contact job title"},
};

// Headings as other programs write them; letters and digits only, folded.
struct Heading {
  std::string_view field, words;
};
// Beside one of these a plain "name" is the contact's.
constexpr std::string_view kCompanyWords =
    "company companyname business businessname organisation organization firma firmenname unternehmen "
    "société "
    "societe entreprise raisonsociale empresa client clientname customer customername kunde";
constexpr std::string_view kNameWords = "name nom nombre fullname";
constexpr Heading kHeadings[] = {
    {"name",
     "name clientname client customer customername company companyname business businessname organisation "
     "organization account accountname displayname kunde kundenname firma firmenname unternehmen société "
     "societe entreprise raisonsociale nom empresa cliente nombre"},
    {"kind", "kind type clienttype customertype companyorperson art"},
    {"legalName", "legalname registeredname firmierung"},
    {"email",
     "email emailaddress mail mailaddress billingemail invoiceemail mainemail emailadresse courriel "
     "adressemail "
     "correo correoelectronico"},
    {"phone",
     "phone phonenumber telephone tel mainphone businessphone telefon telefonnummer téléphone teléfono "
     "telefono"},
    {"website", "website web url homepage webseite siteweb sitioweb domain"},
    {"taxId",
     "taxid taxnumber vat vatid vatnumber vatno taxregistrationnumber ein ust ustid ustidnr "
     "umsatzsteueridentifikationsnummer steuernummer numerodetva tva nif cif gstin abn"},
    {"street",
     "street streetaddress address address1 addressline1 billingaddress billingstreet billingaddressline1 "
     "strasse straße adresse rue dirección direccion calle"},
    {"street2", "street2 address2 addressline2 billingaddressline2 adresszusatz complément"},
    {"city", "city town billingcity ort stadt ville ciudad"},
    {"region",
     "region state province county stateregion billingstate stateprovince bundesland provincia estado"},
    {"postalCode",
     "postalcode postcode zip zipcode zippostalcode billingzip plz postleitzahl codepostal "
     "códigopostal codigopostal"},
    {"country", "country countryregion billingcountry land pays país pais"},
    {"currency", "currency currencycode währung waehrung devise moneda"},
    {"paymentTermsDays", "paymenttermsdays paymentterms terms termsdays netdays zahlungsziel"},
    {"tags", "tags labels schlagwörter étiquettes etiquetas"},
    {"contactName",
     "contactname contact contactperson primarycontact fullname ansprechpartner "
     "ansprechperson contacto"},
    {"contactFirstName", "contactfirstname firstname givenname vorname prénom prenom"},
    {"contactLastName",
     "contactlastname lastname surname familyname nachname nomdefamille apellido apellidos"},
    {"contactEmail", "contactemail contactemailaddress emailcontact"},
    {"contactPhone", "contactphone contactphonenumber mobile mobilephone cellphone handy"},
    {"contactJobTitle", "contactjobtitle jobtitle title position funktion fonction cargo"},
};

std::string letters(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const auto u = static_cast<unsigned char>(c);
    if (u >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) out.push_back(c);
  }
  return out;
}

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const bool begins = at == 0 || words[at - 1] == ' ';
    const bool ends = at + word.size() == words.size() || words[at + word.size()] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

// What a person typed over several lines becomes one; what nobody can read is a complaint.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : trim(text)) {
    const bool white = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!white)
      out.push_back(c);
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
  return out;
}

class Row {
 public:
  Row(std::span<const std::string> fields, std::span<const std::string> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i >= fields.size()) {
        if (!trim(cells[i]).empty()) say("The row has more cells than the first one.");
      } else if (!fields[i].empty()) {
        cells_[fields[i]] = one_line(cells[i]);
      }
    }
  }
  std::string text(std::string_view field, std::string_view label, std::size_t max) {
    const auto at = cells_.find(field);
    if (at == cells_.end()) return {};
    const std::string& value = at->second;
    if (length(value) > max) say(sentence("{} is longer than {} characters.", ours(label), max));
    if (std::any_of(value.begin(), value.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
      say(sentence("{} has characters that cannot be read.", ours(label)));
    return value;
  }
  std::string email(std::string_view field) {
    std::string value = text(field, "The email", 320);
    if (!value.empty() && !normal_email(value))
      say(sentence("\"{}\" is not an email address.", shorten(value, 60)));
    return value;
  }
  void say(std::string sentence) {
    if (problem_.empty()) problem_ = std::move(sentence);
  }
  const std::string& problem() const { return problem_; }

 private:
  std::map<std::string, std::string, std::less<>> cells_;
  std::string problem_;  // the first
};

std::optional<bool> is_person(std::string_view text) {
  const std::string word = letters(text);
  if (has_word("person individual privat private privatperson particulier particular", word)) return true;
  if (has_word("company business organisation organization firma unternehmen entreprise empresa", word))
    return false;
  return std::nullopt;
}

// "30", "Net 30", "30 days".
std::optional<int> days(std::string_view text) {
  const auto from = text.find_first_of("0123456789");
  if (from == std::string_view::npos) return std::nullopt;
  int out = 0;
  const auto [end, ec] = std::from_chars(text.data() + from, text.data() + text.size(), out);
  const std::string rest =
      letters(std::string(text.substr(0, from)) + std::string(end, text.data() + text.size()));
  const bool word = rest.empty() || has_word("net days day tage netto jours días dias", rest);
  if (ec != std::errc() || !word || out > 365) return std::nullopt;
  return out;
}

std::vector<std::string> tags_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find_first_of(",;", from), text.size());
    std::string tag = trim(text.substr(from, to - from));
    if (!tag.empty() && std::find(out.begin(), out.end(), tag) == out.end()) out.push_back(std::move(tag));
    from = to + 1;
  }
  return out;
}

Contact contact_of(Row& row) {
  Contact c;
  c.source = Source::csv;
  c.first_name = row.text("contactFirstName", "The first name", 200);
  c.last_name = row.text("contactLastName", "The last name", 200);
  // A name in one cell: what stands last is the last name.
  if (const std::string whole = row.text("contactName", "The contact's name", 200);
      !whole.empty() && c.first_name.empty() && c.last_name.empty()) {
    const auto blank = whole.rfind(' ');
    c.first_name = blank == std::string::npos ? whole : whole.substr(0, blank);
    c.last_name = blank == std::string::npos ? "" : whole.substr(blank + 1);
  }
  c.email = row.email("contactEmail");
  c.phone = row.text("contactPhone", "The contact's phone", 100);
  c.job_title = row.text("contactJobTitle", "The job title", 200);
  return c;
}

void read_client(Row& row, Client& c) {
  c.source = Source::csv;
  c.name = row.text("name", "The name", 500);
  if (!is_visible(c.name)) c.name.clear();
  c.legal_name = row.text("legalName", "The legal name", 500);
  c.email = row.email("email");
  c.phone = row.text("phone", "The phone", 100);
  c.website = row.text("website", "The website", 500);
  c.tax_id = row.text("taxId", "The tax ID", 100);
  c.address = {row.text("street", "The street", 500),
               row.text("street2", "The second line", 500),
               row.text("city", "The city", 200),
               row.text("region", "The region", 200),
               row.text("postalCode", "The postal code", 40),
               row.text("country", "The country", 100)};
  if (const auto code = country_code(c.address.country))
    c.address.country = *code;
  else if (!c.address.country.empty())
    row.say(sentence("The country \"{}\" is not known: its code of ISO 3166 such as DE, or its name.",
                     shorten(c.address.country, 40)));
  if (const std::string code = row.text("currency", "The currency", 100); !code.empty()) {
    if (const auto currency = Currency::from(to_upper(code)))
      c.currency = std::string(currency->code());
    else
      row.say(sentence("\"{}\" is not a currency code, such as USD.", shorten(code, 20)));
  }
  if (const std::string terms = row.text("paymentTermsDays", "The payment terms", 100); !terms.empty()) {
    c.payment_terms_days = days(terms);
    if (!c.payment_terms_days)
      row.say(sentence("\"{}\" is not a number of days from 0 to 365.", shorten(terms, 20)));
  }
  c.tags = tags_of(row.text("tags", "The tags", 1000));
  if (c.tags.size() > 50) row.say("There are more than 50 tags.");
}

}  // namespace

std::span<const ImportField> import_fields() {
  return kFields;
}

bool is_import_field(std::string_view key) {
  return std::any_of(std::begin(kFields), std::end(kFields),
                     [&](const ImportField& field) { return field.key == key; });
}

std::vector<std::string> detect_fields(std::span<const std::string> headings) {
  std::vector<std::string> words, out(headings.size());
  for (const std::string& heading : headings) words.push_back(letters(heading));
  const auto taken = [&](std::string_view field) {
    return std::find(out.begin(), out.end(), field) != out.end();
  };
  const bool company = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return !word.empty() && has_word(kCompanyWords, word);
  });
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].empty()) continue;
    if (company && has_word(kNameWords, words[i])) {
      if (!taken("contactName")) out[i] = "contactName";
      continue;
    }
    for (const Heading& known : kHeadings)
      if (has_word(known.words, words[i]) && !taken(known.field)) {
        out[i] = known.field;
        break;
      }
  }
  // The one address beside a contact's name is the contact's.
  const bool person = taken("contactName") || taken("contactFirstName") || taken("contactLastName");
  if (person && !taken("contactEmail"))
    std::replace(out.begin(), out.end(), std::string("email"), std::string("contactEmail"));
  return out;
}

ImportRow read_import_row(std::span<const std::string> fields, std::span<const std::string> cells) {
  ImportRow out;
  Row row(fields, cells);
  read_client(row, out.client);
  Contact contact = contact_of(row);
  const bool named = !contact.first_name.empty() || !contact.last_name.empty();
  const bool known = named || !contact.email.empty() || !contact.phone.empty();
  if (known) out.contact = contact;
  out.client.is_person = out.client.name.empty() && known;
  if (out.client.name.empty() && known) {
    if (out.contact->email.empty()) out.contact->email = out.client.email;
    if (out.contact->phone.empty()) out.contact->phone = out.client.phone;
    out.client.name = out.contact->display_name();
  }
  if (const std::string kind = row.text("kind", "The kind", 100); !kind.empty()) {
    const auto person = is_person(kind);
    if (!person) row.say(sentence("\"{}\" is neither company nor person.", shorten(kind, 20)));
    out.client.is_person = person.value_or(false);
  }
  if (out.client.name.empty()) row.say("There is no name.");
  out.problem = row.problem();
  return out;
}

}  // namespace every::domain

#include "words/words.h"

#include <unicode/dtptngen.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "base/text.h"
#include "words/german/chat.h"
#include "words/german/clients.h"
#include "words/german/deal_rules.h"
#include "words/german/documents.h"
#include "words/german/einvoices.h"
#include "words/german/hubspot.h"
#include "words/german/mail.h"
#include "words/german/people.h"
#include "words/german/requests.h"
#include "words/german/sync.h"
#include "words/german/taxes.h"

namespace every::words {
namespace {

constexpr std::string_view kGermany = "de-DE";

const std::unordered_map<std::string_view, std::string_view>& german() {
  static const auto all = [] {
    std::unordered_map<std::string_view, std::string_view> out;
    for (const auto entries : german_entries())
      for (const Entry& entry : entries) out.emplace(entry.english, entry.german);
    return out;
  }();
  return all;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

class German final : public Wording {
 public:
  explicit German(const std::string& tag) {
    UErrorCode status = U_ZERO_ERROR;
    place_ = icu::Locale::forLanguageTag(tag, status);
    if (U_FAILURE(status) || place_.isBogus()) place_ = icu::Locale::getGermany();
  }

  std::string_view pattern(std::string_view english) const override {
    const auto at = german().find(english);
    return at == german().end() ? english : at->second;
  }
  std::string count(std::int64_t n) const override { return decimal(std::to_string(n)); }
  std::string decimal(std::string_view plain) const override {
    return formatted(
        icu::number::NumberFormatter::withLocale(place_).precision(icu::number::Precision::maxFraction(6)),
        plain);
  }
  std::string money(Money amount, std::string_view) const override {
    UErrorCode status = U_ZERO_ERROR;
    const icu::CurrencyUnit unit(icu::StringPiece(std::string(amount.currency.code())), status);
    return formatted(icu::number::NumberFormatter::withLocale(place_).unit(unit).precision(
                         icu::number::Precision::fixedFraction(amount.currency.digits())),
                     amount.decimal());
  }
  std::string day(Date day, std::string_view) const override {
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat format(icu::UnicodeString("dd.MM.yyyy"), place_, status);
    if (U_FAILURE(status)) return to_text(day);
    format.adoptTimeZone(icu::TimeZone::getGMT()->clone());
    icu::UnicodeString out;
    format.format(static_cast<UDate>(to_ms(Instant(std::chrono::sys_days(day)))), out);
    return utf8(out);
  }
  std::string moment(Date on, std::string_view time, std::string_view) const override {
    return day(on, {}) + ", " + std::string(time);
  }

 private:
  static std::string formatted(const icu::number::LocalizedNumberFormatter& formatter,
                               std::string_view decimal) {
    UErrorCode status = U_ZERO_ERROR;
    const auto value =
        formatter.formatDecimal(icu::StringPiece(decimal.data(), static_cast<int>(decimal.size())), status);
    const icu::UnicodeString text = value.toString(status);
    return U_FAILURE(status) ? std::string(decimal) : utf8(text);
  }

  icu::Locale place_;
};

}  // namespace

std::vector<std::span<const Entry>> german_entries() {
  return {kGermanRequests,  kGermanPeople,    kGermanClients, kGermanDocuments,
          kGermanDealRules, kGermanEinvoices, kGermanMail,    kGermanHubspot,
          kGermanSync,      kGermanChat,      kGermanTaxes};
}

std::string_view spoken(std::string_view tag) {
  const std::string language = to_lower_ascii(tag.substr(0, tag.find_first_of("-_")));
  return language == "de" ? "de" : language == "en" ? "en" : "";
}

std::string best_of(std::string_view accept_language) {
  std::string best;
  Decimal best_weight{0};
  for (const std::string& one : split(accept_language, ',')) {
    const auto parts = split(one, ';');
    if (parts.empty() || spoken(parts.front()).empty()) continue;
    Decimal weight = Decimal::whole(1);
    for (const std::string& part : parts)
      if (part.starts_with("q=")) weight = Decimal::parse(part.substr(2)).value_or(Decimal{0});
    if (weight > best_weight) {
      best = parts.front();
      best_weight = weight;
    }
  }
  return best;
}

std::string_view language_of(const Wording& wording) {
  return dynamic_cast<const German*>(&wording) == nullptr ? "en" : "de";
}

const Wording& in(std::string_view tag, std::string_view place) {
  static const Wording english;
  if (spoken(tag) != "de") return english;
  const bool placed = tag.find_first_of("-_") != std::string_view::npos;
  const std::string whole(placed ? tag : spoken(place) == "de" ? place : kGermany);
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<German>> known;
  const std::lock_guard lock(mutex);
  // There are a few places; what somebody invents is written as in Germany.
  const std::string key = known.contains(whole) || known.size() < 20 ? whole : std::string(kGermany);
  auto& found = known[key];
  if (!found) found = std::make_unique<German>(key);
  return *found;
}

}  // namespace every::words

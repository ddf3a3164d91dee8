#include "render/format.h"

#include <unicode/dtptngen.h>
#include <unicode/locid.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <cctype>
#include <memory>

namespace every::render {
namespace {

icu::Locale locale_of(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
  return U_FAILURE(status) || locale.isBogus() ? icu::Locale::getUS() : locale;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string formatted(const icu::number::LocalizedNumberFormatter& formatter, const std::string& decimal) {
  UErrorCode status = U_ZERO_ERROR;
  const auto value = formatter.formatDecimal(decimal, status);
  const icu::UnicodeString text = value.toString(status);
  return U_FAILURE(status) ? decimal : utf8(text);
}

// "US$" keeps its dollar at the right in a text that is read from right to left: a mark after it says that it
// belongs to the letters.
std::string with_whole_symbol(std::string text, const std::string& locale) {
  if (!locale_of(locale).isRightToLeft()) return text;
  for (const std::string_view sign : {"$", "\xC2\xA5"})
    if (const std::size_t at = text.find(sign);
        at != std::string::npos && at > 0 && std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0)
      text.insert(at + sign.size(), "\xE2\x80\x8E");
  return text;
}

}  // namespace

Formatter::Formatter(std::string_view locale) : locale_(locale) {}

std::string Formatter::money(Money money) const {
  UErrorCode status = U_ZERO_ERROR;
  const std::string code(money.currency.code());
  const icu::CurrencyUnit unit(icu::StringPiece(code), status);
  return with_whole_symbol(
      formatted(icu::number::NumberFormatter::withLocale(locale_of(locale_))
                    .unit(unit)
                    .precision(icu::number::Precision::fixedFraction(money.currency.digits())),
                money.decimal()),
      locale_);
}

std::string Formatter::number(Decimal decimal) const {
  return formatted(icu::number::NumberFormatter::withLocale(locale_of(locale_))
                       .precision(icu::number::Precision::maxFraction(6)),
                   decimal.text());
}

std::string Formatter::percent(Decimal percent) const {
  return formatted(icu::number::NumberFormatter::withLocale(locale_of(locale_))
                       .unit(icu::NoUnit::percent())
                       .precision(icu::number::Precision::maxFraction(6)),
                   percent.text());
}

std::string Formatter::days(int count) const {
  return formatted(icu::number::NumberFormatter::withLocale(locale_of(locale_))
                       .unit(icu::MeasureUnit::getDay())
                       .unitWidth(UNUM_UNIT_WIDTH_FULL_NAME),
                   std::to_string(count));
}

std::string Formatter::date(Date date) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = locale_of(locale_);
  const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  if (U_FAILURE(status)) return to_text(date);
  const icu::UnicodeString pattern = patterns->getBestPattern(icu::UnicodeString("yMMMd"), status);
  icu::SimpleDateFormat format(pattern, locale, status);
  if (U_FAILURE(status)) return to_text(date);
  format.adoptTimeZone(icu::TimeZone::getGMT()->clone());
  icu::UnicodeString out;
  format.format(static_cast<UDate>(to_ms(Instant(std::chrono::sys_days(date)))), out);
  return utf8(out);
}

}  // namespace every::render
